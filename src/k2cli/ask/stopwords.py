"""Words of a question that name nothing.

`STOPWORDS` are the small words of English, German, French, Spanish and Dutch questions: they are dropped
before claims and names are looked for. `ORDINARY` are everyday words that are neither a food nor a
medicine: they may matter to a claim, but a question that has them is not told that they are unknown
names, and no medicine is suggested for them. A word that could be a food, a medicine or an illness is in
neither, however common it is: what is not recognised must be said.
"""

from __future__ import annotations

from k2cli.ask.tokens import script

# Not among the stop words: they turn a sentence round.
NEGATIONS = frozenset(
    "no not never without kein keine nicht ohne pas non sans sin nunca geen niet zonder".split()
)

STOPWORDS = frozenset(
    """
    a about after again all also always am an and any anyone anything are as at be because been before
    being between both but by can cannot cant could couldnt did didnt do does doesnt doing done dont
    during each either else ever every for from get gets getting give gives given go going got had has
    have having he hello help helps her here hers him his how hi i id if ill im in include including
    into is isnt it its ive just know known let lets many may maybe me might mine much must my myself
    need needs now of off ok okay on only or other our out over per please possible question questions
    quite really say says see shall she should shouldnt since so some someone something still such take
    taken takes taking tell than thank thanks that thats the their them then there theres these they
    thing things think this those through to too try trying until up upon us use used useful uses using
    very versus via vs want wants was wasnt way we well went were what whats when where whether which
    while who whos whom whose why will wish with within wonder wondering wont would wouldnt yes yet you
    your yours youre ist sind war das der die den dem des ein eine einen einem einer und oder mit bei
    von vom zu zum zur auf fur wie viel viele darf kann konnen ich man er sie wir mir mich mein meine
    meinem meinen trotz gegen hilft auch noch ob wenn dass wird werden hat haben gibt es sich nach uber
    aus welche welcher welches warum le la les un une du de et ou avec pour dans sur est sont ce que qui
    quoi puis je peut peux mon ma mes combien comment quel quelle quels quelles il elle nous vous faut y
    en au aux est-ce pendant sous el los las uno una unos o con para son como puedo puede mi mis tomo
    cuanto cuanta cuantos hay del al se lo su tiene tengo cual por si het een van voor hoe veel mag ik
    mijn zit zijn gli che posso di
    """.split()
)

ORDINARY = (
    STOPWORDS
    | NEGATIONS
    | frozenset(
        """
    precision provision comparing floating location converts lines numeric enter basis
    redefine limitation pretend dotted
    able above absolutely absorb absorbs absorbed accept access accident according across act action
    active activate activates actual actually add added adding addition adult adults advice advise
    advised affect affects affected afford afternoon age aged ages ago agree aim allow allowed almost
    alone along already alright alternative alternatives although amazing amount amounts animal animals
    annoying another answer answers apart appear apply appointment approach approve approved area arent
    arm arms arrange article ask asked asking assume ate attack attempt author authorities available
    average avoid avoided avoiding avoids aware away awful baby back bad badly balance balanced base
    based basic basically become becomes bed bedtime began begin behave behind believe belly below
    beneficial benefit benefits beside besides best bet better beyond big bigger biggest bit blame block
    blocks blog blood bodies body bone bones book books boost boosts borderline born both bother bottle
    bottles bought bowl bowls box boxes boy brain brand brands break breakfast breaks breath breathe
    brief bring brings brittle broke broken brother bruise bruises build building builds burn busy buy
    buying call called came cant capsule capsules carb carbs care careful carefully carry case cases
    category cause caused causes caution cell cells center centre certain certainly chance chances
    change changed changes cheap check checked checking checks chemist chew chewable child children
    choice choices choose circulation claim claimed claims clean clear clearly clears clinic clinical
    close clot clots clotting cloud coach cold combination combinations combine combined combining come
    comes coming comment common commonly company compare compared comparison complete completely concern
    concerned concerns condition conditions confirm confused confusing connection consider consult
    consume consumed consuming consumption contain contained containing contains content continue
    contraindicated contraindication contrary control controls convert convinced cook copy core correct
    cost costs count counter counteract counts country couple course cover create creates cube cup cups
    cure cures current currently cut cuts dad daily damage damaged danger dangerous dangers dark data
    date daughter day days dead deal death decade decide decided decrease decreased decreases deep
    deficiencies deficiency deficient definitely degree delay density dentist depend depends derived
    describe desk despite destroy develop diet dietary dietician dietitian diets difference differences
    different difficult digest dinner direct directly disagree discovered discuss discussion disease
    diseases dish dissolve doc doctor doctors doesn dont dose dosage dosages doses double doubt down dr
    drink drinking drinks drive drop drops drug drugs dry due ear early easier easily easy eat eaten
    eater eaters eating eats effect effective effectively effectiveness effects eight either elderly
    eleven email emergency empty end energy enough ensure entire especially essential europe evening
    event eventually everybody everyday everyone everything everywhere evidence exact exactly example
    examples exceed excellent except excess excessive exercise exist exists expect expected expensive
    experience expert experts explain explained extra extremely eye eyes face fact facts fail failed
    fails fair fairly fall falls false familiar family famous fan far fast fat father favorite favourite
    fear feel feeling feels feet fell felt female few field fifty fight figure figures fill final
    finally find finding finds fine finger finish first fit five fix fixed flow focus folk folks follow
    following food foods foot force forever forget form forms forum forward found four free freely
    frequent frequently fresh friend friends front full fully function functions future gain gap gave
    gel gene general generally generic gentle genuine girl glad glass glasses global goal goes gone
    gonna good google gotten gp gram grams gran grandad grandfather grandma grandmother grandpa granny
    great greater greatly grew ground group groups grow grown guess guide guideline guidelines guy guys
    gym habit habits hair half halt hand handful hands handle happen happened happening happens happy
    hard harden hardening hardly harm harmful harms hate head heal healing health healthier healthy hear
    heard heart hearts heavily heavy held helped helpful helping high higher highest highly history hit
    hold holds home honest honestly hope hospital hot hour hours house however huge human humans hundred
    hundreds hurt hurts husband hype idea ideal ideas identify ill immediately impact imply important
    improve improved improvement improves inch include included includes increase increased increases
    increasing indeed independent individual industry info inform information ingredient ingredients
    inhibit inhibits inhibitor initial injection injections inside instead intake intakes intend
    interact interacting interaction interactions interacts interest interested interesting interfere
    interferes internet introduce involve ish issue issues item iu job joint joints journal journals
    july june january february march april august september october november december keep keeping keeps
    kept key kid kids kill kills kilo kind kinda kinds knee knees knew knowing knowledge lab label
    labels labs lack lacking ladies lady large largely larger last lasting lasts late lately later
    latest laugh lead leads learn learned least leave left leg legs less lesser letter level levels lie
    life lifelong lifestyle lift light like liked likely likes limit limited limits line link linked
    links list listed lists literature little live lives living local long longer look looked looking
    looks loose lose loses losing loss lost lot lots love low lower lowered lowering lowers lowest luck
    lunch lung made main mainly maintain maintains major make makes making male man manage manufacturer
    margin mark market massive match material matter matters max maximum meal meals mean meaning means
    meant measure measured measurement measures mechanism media medic medical medicament medicaments
    medication medications medicinal medicine medicines medium medikament medikamente meds meet member
    mention mentioned mess message messed method mg micro middle midday midnight milligram milligrams
    millions mind mineral minerals minimal minimum minor minus minute minutes miracle miss missed
    missing mistake mix mixed mixing moderate modern moment monday tuesday wednesday thursday friday
    saturday sunday money monitor month monthly months mood moreover morning mornings most mostly mother
    mouth move movement moves mum mom muscle muscles myth myths name named names natural naturally
    nature near nearly necessarily necessary neck negative neither nephew neutral new news newspaper
    next nice niece night nights nine nobody none noon nope nor normal normally nose note nothing notice
    noticed number numbers nurse nurses nutrient nutrients nutrition nutritional nutritionist observe
    obvious obviously occur odd offer office often oh old older oldest once one ones online open opinion
    opinions opposed opposite option options order ordered ordinary organ organic origin original
    originally others otherwise ought ourselves outcome outside overall overdo overdose own pack package
    packet pain painful pair panic paper papers parent parents part particular particularly partner
    parts party pass past patient patients pay peak people percent percentage perfect perfectly perhaps
    period permanent person personal personally persons pharmacist pharmacists pharmacy phone pick
    picture piece pieces pill pills place plain plan plans plate poison poisoned poisonous rat rats play
    plenty plus pm point points poor poorly popular portion portions position positive possibly post
    posts potent potential potentially powder power powerful practical practice precaution precautions
    prefer preferred prepared prescribe prescribed prescribes prescription present pressure pretty
    prevent prevented preventing prevention prevents previous previously primary prior probably problem
    problems process processed produce produced produces product products professional program promise
    promote promotes promoting proof proper properly properties protect protected protecting protection
    protective protects prove proved proven proves provide provides public published pull pure purpose
    push put puts putting quality quantities quantity quick quickly quit quote raise raised raises
    raising ran random range rare rarely rate rates rather ratio raw reach react reacts reaction
    reactions read reading ready real reality reason reasonable reasons receive recent recently recipe
    recommend recommendation recommendations recommended recommends record recover recovery reddit
    reduce reduced reduces reducing reduction refer regard regarding regardless regards regular
    regularly regulate regulates related relation relationship relatively release relevant reliable
    relief relieve rely remain remains remember removal remove removes removing repair replace replaced
    replacement replaces report reported reports require required requirement requirements requires
    research researcher researchers respond response responsible rest restore restrict restricted result
    results return reverse reversed reverses reversing review reviews rich richer richest rid right rise
    risk risks risky role roughly routine rule rules run running rush safe safely safer safest safety
    said saw saying scale scan scared schedule science scientific scientist scientists score screen
    search season second secondary seconds section seeing seem seems seen sell selling send sense
    sensitive sentence separate separately series serious seriously serum serve served serving servings
    set sets seven several severe sex share shared sharp shelf shop shopping short should shot shots
    show showed showing shown shows side sides sign significant significantly signs silly similar simple
    simply single sir sister sit site situation six size skip sleep slice slices slightly slow slower
    slowing slowly slows small smaller smart snack soft softgel softgels sold solid solution solve
    somebody sometimes somewhat son soon sooner sore sorry sort sorts sound sounds source sources space
    spaced spacing speak special specialist specific specifically specified spend spine split spoon
    spoonful spot spray spread stable staff stage stand standard start started starting starts state
    stated statement states status stay stays step steps stick stiff stiffen stiffening stiffness stood
    stop stopped stopping stops store stored stores story straight strange strategy strength strengthen
    strengthens strong stronger strongly structure stuck studied studies study stuff stupid subject
    substance substances success successful sudden suddenly sufficient suffer suggest suggested
    suggestion suggestions suggests suitable sum summary sun sunshine supplement supplementation
    supplemented supplementing supplements supplier supply support supported supports suppose supposed
    sure surely surgeon surgery surprise surprised swallow switch switched switching symptom symptoms
    synergy system systems table tablespoon tablespoons tablet tablets tail talk talked talking target
    taste tastes tbsp tsp teach team teaspoon teaspoons teen teenager teens ten tend term terms terrible
    test tested testing tests texts thick thin thinner thinners third thirty thought thoughts thousand
    threat three throat throughout throw thus till time times timing tip tired tissue title today toe
    together told tolerate tomorrow tonight took tooth top topic total totally touch tough toward
    towards town toxic toxicity trace track traditional treat treated treating treatment treatments
    trial trials trick tried trip trouble true truly trust truth turn turned twelve twenty twice two
    type types typical typically ultimate unable under undergo understand unfortunately unit units
    unknown unless unlike unlikely unsafe unsure untrue update upper upset urgent usage user users usual
    usually vary various vegan vegans vegetarian vegetarians vein veins vessel vessels video view
    virtually visit vital vitamin vitamins volume vote wait waiting wake walk walking wall walls warn
    warned warning warnings waste watch water weak weaken weakens weaker weakness wear web website week
    weekend weekly weeks weigh weight weird welcome went western whatever whenever wherever whole wide
    wife wiki wikipedia wild willing win winter summer spring autumn wise woman women wont word words
    work worked worker working works world worried worry worrying worse worst worth wouldnt wow write
    wrist writing wrong wrote same more even account accounts actor adapt address adequate adjunct
    applies applied µg mcg agents alias alive among amongst ankle apparent appears arise arterial artery
    arteries aspect aspects assist attach attend audience bare bases behaviour behavior bind binds
    biological bone-building broad burden calm campaign cancel capable card cards ceiling chain
    challenge char character chars chemical chronic circle classic click coffee column combat component
    components concept concurrent consensus consistent consists constant consequences context contrast
    contribute contributes convenient critical crucial cycle debate debates default deliver dense
    dependent deposit deposits design desired detail details device discover distinct diverse domain
    dominant driver drives dual dynamic earth easiest ease edge elevated eliminate emphasis enjoy
    enhance enhances ensures entry equal equivalent era escape essence estimate estimated ethnic
    evaluate exclude expand experimental explore explores extend extent external factor factors faculty
    failure feature features fed focuses formal formula foundation fragile framework further fyi genetic
    giant glue hazard headline healthcare helper hence highlight hint hormonal host ignore illness
    immune impaired implies index indicate indicates infection inflammatory influence influences
    initiate inner insight insights inspire install instance institute intense intestinal invest
    investigate investigates isolated japan japanese asia america american africa germany france spain
    england uk usa canada australia india layer lean legal length lens linear lipid literally load logic
    maker matrix mechanical medieval mellow men metabolic metabolism microbiome micronutrient mild
    mileage modest molecule molecules momentum mountain mountains multiple narrow network notable notes
    novel nuances nutrient-rich objective obtain obtained ongoing operate operates opt optimal overview
    pathway pathways perform performance physical physically placebo platform plausible pool porous
    postmenopausal premenopausal priority promising prone protein-rich protocol provider providers rapid
    rebuild recall redirects reference reflect remaining remedy remind representative resistance rigid
    rigidity robust root sake satisfy script scroll sectors segment seldom selection senior seniors
    sequence setting settings sharply shift silent sixty skeletal skeleton smooth soluble specify speed
    stages standards static steady stimulates storage strict striking strip subset subtle super surface
    surprising survey sustain synergistic synthetic tailor takeaways technique technology tends theory
    therapeutic therapy thousands threshold tissues tool tools tradition transport trend trends turnover
    twin ultra unique universal university urge utilize valid value values variety version versions via
    views visible voice ward warrant welfare wellness widely widespread worldwide yield bone-healthy
    osteocalcin mgp gla collagenous cartilage skull rib ribs shoulder jaw spinal lumbar pelvis femur
    vertebra vertebrae kidney kidneys lungs bowel gut stomach skin nerve nerves cholesterol glucose
    platelet platelets plasma thickness mass postmenopause perimenopause menopause menopausal women-only
    kids-only bleeding bleed bleeds clotted coagulation yeah year yearly years yesterday young younger
    zero dosierung einnahme einnehmen nehmen nimmt nehme zusammen gleichzeitig wechselwirkung
    wechselwirkungen vertragt vertragen sich essen esse isst trinken trinke schlecht gefahrlich
    schadlich gesund schaden schadet wirkt wirkung nebenwirkung nebenwirkungen enthalt enthalten steckt
    drin gehalt menge arzt apotheke apotheker tablette tabletten kapsel kapseln praparat mittel
    lebensmittel nahrungsmittel nahrungserganzung vitamine mineralstoffe knochen blut herz wirklich
    sicher taglich tag wieviel hoch niedrig reich viel wenig mehr weniger besser beste erlaubt verboten
    darfs muss soll sollte prendre prends manger mange boire bois ensemble meme temps dangereux contient
    contenu teneur riche medecin pharmacien comprime comprimes gelule gelules aliment aliments beaucoup
    sante os sang coeur peu moins bon bonne mauvais risque risques traitement compatible avoir faire
    fait vitamines tomar comer como bebo beber puedo juntos junto misma vez interaccion interacciones
    interactua peligroso contiene contenido cantidad rico rica medicamento medicamentos medico
    farmaceutico pastilla pastillas capsula capsulas alimento alimentos mucho mucha bueno buena malo
    mala riesgo tratamiento mientras hueso huesos sangre corazon vitaminas minerales dosis eten neem
    neemt innemen nemen samen medicijn medicijnen bijwerking bijwerkingen wisselwerking gezond voeding
    bevat
    """.split()
    )
)

# Endings of ordinary words that names of medicines and foods hardly have.
_ORDINARY_ENDINGS = (
    "ing", "ed", "ly", "ness", "ment", "ments", "ful", "less", "able", "ible", "ability",
    "ship", "ward",
    "ologist", "ologists", "iatrist", "ician", "icians", "ists", "tion", "tions", "sion", "sions",
    "ize", "izes",
    "ise", "ises",
    "ity", "ities", "ism", "isms", "ous", "ive", "ives", "ical", "onal", "ence", "ences", "ance", "ances",
    "mmhg", "ungen", "keit", "heit", "ieren",
)  # fmt: skip
_DOSE = "0123456789"


def is_ordinary(word: str) -> bool:
    """Whether a folded word is everyday language, a number or a dose, and so no name that was missed."""
    if word in ORDINARY or len(word) < 2 or word[0] in _DOSE:
        return True
    # Names shorter than this can end in anything ("led", "ring").
    return len(word) >= 6 and word.endswith(_ORDINARY_ENDINGS) and not word.endswith("dressing")


_JAPANESE_ORDINARY = frozenset(
    """
    飲 食 薬 一緒 大丈夫 相互作用 可能 何 量 含 効果 摂取 服用 併用 影響 良 悪 多 少 私 人 時
    毎日 一日 日 骨 血液 医師 食品 食事 栄養 成分 含有量 安全 危険 間 中 後 前 今 出 入 教 知
    使 避 注意 必要 同時 禁忌 理由 合 禁止 健康 サプリ サプリメント
    """.split()
)


def everyday(word: str) -> bool:
    """Whether a word is on the list of everyday words, or a number: never a name, not even misspelt."""
    if word in ORDINARY or len(word) < 2 or word[0].isdigit():
        return True
    return not word.isascii() and tells_nothing(word)


def tells_nothing(word: str) -> bool:
    """Whether a word can be passed over beside a name: an everyday word, or the small words of Japanese."""
    if is_ordinary(word):
        return True
    return not word.isascii() and (word in _JAPANESE_ORDINARY or all(script(c) == "hiragana" for c in word))


_BY_LENGTH: dict[int, list[str]] = {}


def nearly_ordinary(word: str) -> bool:
    """Whether a word is one edit from an everyday word: a misspelt verb is no unknown medicine."""
    if len(word) < 5 or not word.isascii():
        return False
    from rapidfuzz.distance import OSA  # late: only a word that names nothing pays for it
    from rapidfuzz.process import extractOne

    if not _BY_LENGTH:
        for ordinary in ORDINARY:
            _BY_LENGTH.setdefault(len(ordinary), []).append(ordinary)
    pool = [
        x
        for length in (len(word) - 1, len(word), len(word) + 1)
        for x in _BY_LENGTH.get(length, ())
        if len(x) >= 5
    ]
    return extractOne(word, pool, scorer=OSA.distance, score_cutoff=1) is not None
