"""Words of a question that name nothing: dropped before names and claims are looked for.

English first, with the little words of German, French, Spanish and Dutch questions. A word that could
be a food, a medicine or part of a claim is not here, however common it is.
"""

STOPWORDS = frozenset(
    """
    a about after all also am an and any anyone are around as ask at avoid away
    be because been before being between both but by
    can cant could cause combine combined combining compare contain contains content
    did do does doesnt doing dont during daily day days
    each eat eating eaten enough ever every
    find for found from
    get gets getting give given go going good
    had has have having he help helps her here him his how much many
    i if im in include including into is isnt it its
    just know less let like likely long
    make makes may maybe me mean means might mix mixing month more most much must my myself
    need needs never new no not now
    of off ok okay old on one only or other our out over
    per please possible
    question really
    safe safely said same say says see she should since so some someone something
    take takes taken taking tell than thanks that the their them then there these they thing things this those through to today together too
    true try
    under until up us use used using
    very versus via vs
    want was way we week were what whats when where which while who whom whose why will with within without wonder work works would
    year years yes yet you your
    amount amounts bad better best cannot effect effects evidence fact facts guideline high higher information level levels
    low lower interact interacts interaction interactions interfere interferes okay problem problems prove proven recommended research rich right
    serving servings show shows source sources study studies
    medicine medicines medication medications meds drug drugs pill pills tablet tablets prescribed prescription doctor doc dose dosage doses
    ist das der die den dem ein eine einen und oder mit ohne bei von zu zum zur im in auf fur wie viel was darf kann ich man nehmen essen trotz gegen hilft
    le la les un une des du de et ou avec sans pour dans sur est ce que qui quoi puis je peut on prendre manger combien
    el los las uno una unos y o con sin para en es que como puedo puede tomar comer cuanto cuanta hay
    het een van met zonder voor hoe veel mag ik eten nemen
    """.split()
)
