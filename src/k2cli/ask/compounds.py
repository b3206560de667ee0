"""When two words are one thing: peanut butter is no butter, liver sausage no liver, oat milk neither.

A food's name next to a word that is no name of this base may be part of a compound. Nothing is
answered for the part then; the compound is said to be unknown.
"""

from __future__ import annotations

# Words that turn the food before them into another food: oat milk, walnut oil, kale chips.
HEADS = frozenset(
    """
    milk butter oil cheese bread sauce cream juice flour soup salad yogurt yoghurt noodle sausage egg
    liver tea cake pie powder paste wine bean seed nut meat fish leaf green sprout fat chip crisp spread
    dip cookie candy bar ball roll salami ham bacon burger steak roe kernel bran germ syrup sugar
    vinegar beer water ice dressing mayonnaise pudding jam jelly shake smoothie protein plant fruit
    mushroom squash wood lettuce root bulb skin peel stock broth stew curry pizza pasta sandwich muffin
    cracker cereal milch kase ol brot wurst saft suppe salat ei leber tee kuchen mehl creme
    """.split()
)
# Words that turn the food after them into another food: butter beans, milk chocolate, cheese sauce.
MODIFIERS = frozenset(
    """
    butter milk egg cheese cream fish liver nut peanut almond soy soya oat rice coconut cocoa chocolate
    tea oil bean seed vegan vegetarian plant dairy-free goat sheep buffalo donkey camel mock imitation
    dried smoked pickled candied powdered lait huile beurre jus farine sirop creme leche aceite
    mantequilla zumo jugo harina crema salsa fermented marinated breaded stuffed sugared
    """.split()
)
# Words that leave a food what it is.
HARMLESS = frozenset(
    """
    raw fresh frozen organic chopped sliced grated shredded plain local ripe whole big small large
    medium extra tasty delicious real homemade japanese dutch swiss french german italian greek american
    english british danish norwegian spanish chinese korean european traditional authentic grass-fed
    grassfed pasture pastured range grass fed bio cup bowl slice piece portion serving plate glass spoon
    spoonful tablespoon teaspoon pack packet bag bunch handful pinch food foods vegetable vegetables
    beverage dish meal roh rohe roher frisch frische frischer cru crue frais fraiche crudo cruda fresco
    fresca rauw verse vers type style aged mature old young
    """.split()
)
# Ways of cooking: the base may hold the cooked food; if it doesn't, that is said.
COOKED = frozenset(
    "cooked boiled steamed baked roasted fried grilled stewed blanched sauteed microwaved poached".split()
)
# Foods that a base of vitamin K may lack, spelt right: never taken for a neighbour one letter off.
OTHER_FOODS = frozenset(
    """
    pear peach plum cherry berry strawberry raspberry blackberry currant gooseberry melon lemon lime
    mango papaya pineapple coconut date fig apricot nectarine guava lychee quince rhubarb mandarin
    tangerine clementine potato yam turnip radish beet beetroot swede parsnip celeriac artichoke pepper
    chilli chili onion garlic shallot ginger eggplant aubergine zucchini courgette squash corn maize pea
    bean rice wheat rye barley millet spelt sorghum semolina couscous bulgur pasta noodle pizza toast
    bagel muffin pancake waffle cracker cookie biscuit cake pie pastry donut sugar salt vinegar mustard
    ketchup pesto salsa curry soup stew broth coffee cocoa cola soda lemonade beer cider vodka whisky
    gin rum brandy sherry crab lobster mussel clam squid octopus cod haddock halibut sole plaice perch
    pike carp catfish anchovy caviar lamb mutton veal rabbit goat hare quail pheasant pigeon kidney
    tongue tripe brain heart sausage chorizo mortadella jerky meatball gelatin collagen whey casein
    cream custard pudding milkshake lassi skyr ayran paneer halloumi mascarpone manchego stilton
    gorgonzola provolone colby gouda chestnut pecan macadamia acorn hemp poppy mint dill sage thyme
    oregano rosemary tarragon bay cumin cinnamon vanilla nutmeg clove saffron seitan kombucha amazake
    sake ramen udon soba sushi mochi tea mate olive caper pickle relish jam jelly honey syrup nettle
    sorrel purslane plantain cassava taro lotus bamboo seaweed algae spirulina chlorella yeast
    """.split()
)
