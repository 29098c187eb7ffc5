/* Words of values, one table a language: numbers, units, money, directions, dates. words.h says what each list is for.
 * Here the longest word that fits is taken, so order is free. Words are in lower case, but for signs.
 *
 * Names of units: two words for one unit have one name. A name with "+" says more than one that lacks a part: "$" may be
 * any dollar, "pounds" may be money or weight. Names that differ never agree, so a unit is only worth an entry where it
 * has several spellings, or makes a word of one letter a unit. */
#include "answer/words.h"

#include <stddef.h>

static const char *const signs[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_UNIT_SIGN] =
        ("mm=mm|cm=cm|m=m|km=km|Km=km|g=g|kg=kg|mg=mg|t=t|s=s|ms=ms|h=h|d=day|L=l|l=l|mL=ml|ml=ml|N=N|J=J"
         "|kJ=kJ|W=W|kW=kW|MW=MW|mW=mW|V=V|A=A|mA=mA|K=K|Hz=Hz|kHz=kHz|MHz=MHz|GHz=GHz|Pa=Pa|kWh=kWh|MB=MB"
         "|GB=GB|kB=kB|KB=kB|ft=ft|mi=mi|yd=yd|oz=oz|ha=ha|Ω=ohm|km/h=km/h|kmh=km/h|mph=mi/h|m/s=m/s"
         "|℃=c+deg|℉=deg+f|\"=in|″=in|'=ft|′=ft"),
    [SMACS_WORDS_MONEY] =
        ("$=dollar|us$=dollar+us|usd=dollar+us|€=eur|eur=eur|£=gbp+pound|gbp=gbp+pound|¥=y|￥=y|jpy=jpy+y"
         "|cny=cny+y|rmb=cny+y|chf=chf|₹=rupee|rs=rupee|inr=rupee|r$=brl|brl=brl|₽=rub|rub=rub|₩=won"
         "|¢=cent|%=percent|％=percent|٪=percent|rs.=rupee"),
    [SMACS_WORDS_ERA] = "BC=bc|BCE=bc|B.C=bc|B.C.E=bc|AD=ad|CE=ad|A.D=ad|C.E=ad",
    [SMACS_WORDS_MONEY_MULTIPLE] = "K=1000|m=1000000|B=1000000000|b=1000000000|T=1000000000000",
    [SMACS_WORDS_MULTIPLE] = "k=1000|M=1000000|bn=1000000000|mn=1000000|mln=1000000",
    [SMACS_WORDS_BOUND] = "<|>|≤|≥|≠|±|√|<=|>=|\\pm|\\le|\\leq|\\ge|\\geq|\\neq|\\sqrt|\\lt|\\gt|#",
};

static const char *const english[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_NUMBER] =
        ("zero=0|one=1|two=2|three=3|four=4|five=5|six=6|seven=7|eight=8|nine=9|ten=10|eleven=11|twelve=12"
         "|thirteen=13|fourteen=14|fifteen=15|sixteen=16|seventeen=17|eighteen=18|nineteen=19|twenty=20"
         "|thirty=30|forty=40|fifty=50|sixty=60|seventy=70|eighty=80|ninety=90"),
    [SMACS_WORDS_SCALE] =
        ("dozen=12|hundred=100|thousand=1000|million=1000000|billion=1000000000|trillion=1000000000000|lakh=100000"
         "|crore=10000000"),
    [SMACS_WORDS_NUMBER_JOINT] = " and |-| - | ",
    [SMACS_WORDS_HALF] = " and a half| and one half| and one-half",
    [SMACS_WORDS_HALF_OF] = "half a |half an |half of a |half of an |a half |one half |one-half |one half of a |half-",
    [SMACS_WORDS_PART] = ("half=2|halves=2|third=3|thirds=3|quarter=4|quarters=4|fourth=4|fourths=4|fifth=5|fifths=5"
                          "|sixth=6|sixths=6|eighth=8|eighths=8|tenth=10|tenths=10"),
    [SMACS_WORDS_MINUS] = "minus |negative ",
    [SMACS_WORDS_TAG] = "answer:|final answer:|result:|final result:|total:|value:|solution:",
    [SMACS_WORDS_UNIT] =
        ("millimeter=mm|centimeter=cm|centimetre=cm|meter=m|metre=m|kilometer=km|kilometre=km|inch=in"
         "|inches=in|in.=in|foot=ft|feet=ft|yard=yd|nautical "
         "mile=nmi|mile=mi|gram=g|kilogram=kg|kilo=kg|tonne=t|pound=pound"
         "|lb=lb+pound|lbs=lb+pound|ounce=oz|second=s|sec=s|minute=min|min=min|hour=h|hrs=h|day=day|week=week"
         "|wks=week|month=month|year=year|yrs=year|liter=l|litre=l|milliliter=ml|degree=deg|deg=deg"
         "|celsius=c+deg|fahrenheit=deg+f|mph=mi/h|unit=unit|cup=cup|kilowatt=kW|kph=km/h|yr=year|hr=h"),
    [SMACS_WORDS_MONEY] =
        ("dollar=dollar|us dollar=dollar+us|cent=cent|euro=eur|pound sterling=gbp+pound"
         "|pounds sterling=gbp+pound|pence=penny|penny=penny|pennies=penny|yen=jpy+y|yuan=cny+y|rupee=rupee"
         "|ruble=rub|won=won|percent=percent|per cent=percent|percentage point=percentagepoint"),
    [SMACS_WORDS_POWER] = "square=2|sq=2|sq.=2|cubic=3|cu=3|cu.=3",
    [SMACS_WORDS_POWERED] = "squared=2|cubed=3",
    [SMACS_WORDS_PER] = "per|a|an|each|every",
    [SMACS_WORDS_WAY] =
        ("up=up|upward=up|upwards=up|fall=down|down=down|downward=down|downwards=down|reaching=to|above=above"
         "|below=below|over=over|under=under|right=right|north=north|south=south|east=east|west=west"
         "|to the right=right|to the "
         "left=left|clockwise=clockwise|counterclockwise=anticlockwise|counter-clockwise=anticlockwise"
         "|anticlockwise=anticlockwise|anti-clockwise=anticlockwise|ago=ago|later=later|earlier=earlier"
         "|before=before|after=after|late=late|early=early|faster=faster|slower=slower|older=older|old=old|off=less"
         "|younger=younger|more=more|less=less|fewer=less|too many=toomany|too few=toofew"
         "|times as many=timesmore|times more=timesmore|times fewer=timesless"),
    [SMACS_WORDS_AT] = "in|of|for|from|on|at|with|by|between|into|out|through|during|across|around",
    [SMACS_WORDS_FILLER] = ("the|remaining|exactly|approximately|about|there|his|her|their|its"
                            "|my|your|our"),
    [SMACS_WORDS_BELOW_ZERO] = "below zero|below freezing|under zero",
    [SMACS_WORDS_ABOVE_ZERO] = "above zero",
    [SMACS_WORDS_MONTH] =
        ("january=1|february=2|march=3|april=4|may=5|june=6|july=7|august=8|september=9|october=10|november=11"
         "|december=12|jan=1|feb=2|mar=3|apr=4|jun=6|jul=7|aug=8|sep=9|sept=9|oct=10|nov=11|dec=12"),
    [SMACS_WORDS_WEEKDAY] =
        ("monday=1|tuesday=2|wednesday=3|thursday=4|friday=5|saturday=6|sunday=7|mon=1|tue=2|wed=3|thu=4|fri=5|sat=6"
         "|sun=7"),
    [SMACS_WORDS_DAY_HALF] =
        ("am=0|a.m.=0|a.m=0|in the morning=0|pm=1|p.m.=1|p.m=1|in the afternoon=1|in the evening=1|at night=1|o'clock=2"
         "|o’clock=2|hrs=3"),
    [SMACS_WORDS_MOMENT_LEAD] = "at |on |in |the ",
    [SMACS_WORDS_DATE_FILLER] = "of|the|st|nd|rd|th",
    [SMACS_WORDS_REACHING] = "to|add up to|adds up to",
    [SMACS_WORDS_HENCE] = "in ",
    [SMACS_WORDS_CLOCK_BEFORE] =
        "half past =30|quarter past =15|a quarter past =15|quarter after =15|quarter to =145|a quarter to =145",
    [SMACS_WORDS_DEED] =
        ("save=saved|saves=saved|saved=saved|saving=saved|pay=paid|pays=paid|paid=paid|paying=paid|spend=paid"
         "|spends=paid|spent=paid|owe=paid|owes=paid|are owed=creditor|is owed=creditor|am owed=creditor"
         "|creditor=creditor|earn=up|earns=up|earned=up|made=up|make=up|makes=up|won=up|refund=refund"),
    [SMACS_WORDS_BOUND] =
        ("spring of|summer of|autumn of|fall of|winter of|no|not|at least|at most|more than|less than"
         "|fewer than|greater than|larger than|smaller than|over|under|up to|above|below|minimum of|maximum of"
         "|minus|negative|plus or minus|factor of|multiple of|spring|summer|autumn|fall|winter|early|late|mid"
         "|beginning of|end of|before|after|square root of|half of|twice|up|down"),
    [SMACS_WORDS_INCHES] = "in",
    [SMACS_WORDS_LACKING] = "without|excluding",
    [SMACS_WORDS_BOUND_BEHIND] =
        ("or more|or less|or fewer|or higher|or lower|or older|or younger|or above|or below|or over|or under|or later"
         "|or earlier|and above|and up|at least|at most"),
    [SMACS_WORDS_MOVE] =
        ("rose=up|rises=up|rise=up|risen=up|rising=up|grew=up|grows=up|grown=up|growth=up|increase=up"
         "|increased=up|increases=up|increasing=up|went up=up|goes up=up|gone up=up|up by=up|climbed=up"
         "|climbs=up|jumped=up|gained=up|fell=down|falls=down|fallen=down|falling=down|fall of=down"
         "|dropped=down|drops=down|drop=down|decrease=down|decreased=down|decreases=down|decreasing=down"
         "|declined=down|declines=down|decline=down|went down=down|goes down=down|gone down=down|down by=down"
         "|shrank=down|reduced by=down|reduction=down|higher=up|lower=down|profit=up|gain=up|surplus=up"
         "|expanded=up|surged=up|heavier=up|longer=up|taller=up|loss=down|losses=down|lost=down|deficit=down"
         "|contracted=down|plunged=down|slid=down|lighter=down|shorter=down|missing=missing|left=left|cut=down"
         "|doubled=doubled|halved=halved|improved=up|worsened=down|lose=down|loses=down|gains=up"),
    [SMACS_WORDS_SHARE] =
        ("apiece=each|per head=each|total=total|in total=total|in all=total|altogether=total|combined=total"
         "|overall=total|for all=total|between them=total|together=total|for everyone=total"),
    [SMACS_WORDS_ALIAS] = ("carbon dioxide=CO2|sodium chloride=NaCl|water=H2O|oxygen=O2|nitrogen=N2|hydrogen=H2"
                           "|methane=CH4|ammonia=NH3|united states=usa|united states of america=usa"
                           "|united kingdom=UK"),
    [SMACS_WORDS_MOUNTAIN] = "mountain|peak|summit|volcano",
    [SMACS_WORDS_MOUNT] = "mount |mt ",
    [SMACS_WORDS_CONTEST] = "who won|won the|win the|wins the|beat|lost the|lost to|defeated",
    [SMACS_WORDS_HONOUR] = "election|presiden|prize|award|nobel|oscar",
};

static const char *const german[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_NUMBER] =
        ("null=0|eins=1|ein=1|zwei=2|drei=3|vier=4|fünf=5|sechs=6|sieben=7|acht=8|neun=9|zehn=10|zwölf=12"
         "|hundert=100|tausend=1000|dreizehn=13|vierzehn=14|fünfzehn=15|sechzehn=16|siebzehn=17|achtzehn=18"
         "|neunzehn=19|zwanzig=20|dreißig=30|dreissig=30|vierzig=40|fünfzig=50|sechzig=60|siebzig=70"
         "|achtzig=80|neunzig=90"),
    [SMACS_WORDS_SCALE] =
        ("hundert=100|tausend=1000|million=1000000|millionen=1000000|milliarde=1000000000|milliarden=1000000000"
         "|mio.=1000000|mio=1000000|mrd.=1000000000|mrd=1000000000"),
    [SMACS_WORDS_NUMBER_JOINT] = "und| ",
    [SMACS_WORDS_HALF_OF] = "eine halbe |ein halber |ein halbes |einen halben |einer halben |halber |halbe ",
    [SMACS_WORDS_TAG] = "antwort:|ergebnis:",
    [SMACS_WORDS_UNIT] =
        ("zentimeter=cm|kilometer=km|kilometern=km|metern=m|gramm=g|kilogramm=kg|sekunde=s|sekunden=s"
         "|minuten=min|std=h|std.=h|stunde=h|stunden=h|tag=day|tage=day|tagen=day|woche=week|wochen=week"
         "|quadratmeter=m^2|quadratmetern=m^2|quadratkilometer=km^2|quadratzentimeter=cm^2|kubikmeter=m^3|"
         "kubikzentimeter=cm^3|monat=month|monate=month|monaten=month|jahr=year|jahre=year|jahren=year|grad=deg|grad "
         "celsius=c+deg"
         "|grad fahrenheit=deg+f|zoll=in|meile=mi|meilen=mi"),
    [SMACS_WORDS_MONEY] =
        "ct=cent|prozent=percent|prozentpunkte=percentagepoint|franken=chf|pfund=pound|rubel=rub|rupien=rupee",
    [SMACS_WORDS_PER] = "pro|je",
    [SMACS_WORDS_WAY] = ("mehr=more|weniger=less|links=left|rechts=right|nord=north|süd=south|ost=east|vor=before"
                         "|nach=after"),
    [SMACS_WORDS_BELOW_ZERO] = "unter null",
    [SMACS_WORDS_ABOVE_ZERO] = "über null",
    [SMACS_WORDS_ERA] = "v. Chr.=bc|v.Chr.=bc|v. Chr=bc|n. Chr.=ad|n.Chr.=ad|n. Chr=ad",
    [SMACS_WORDS_MONTH] = "januar=1|februar=2|märz=3|mai=5|juni=6|juli=7|oktober=10|dezember=12",
    [SMACS_WORDS_WEEKDAY] = "montag=1|dienstag=2|mittwoch=3|donnerstag=4|freitag=5|samstag=6|sonnabend=6|sonntag=7",
    [SMACS_WORDS_DAY_HALF] = "morgens=0|vormittags=0|uhr morgens=0|nachmittags=1|abends=1|uhr nachmittags=1|uhr=2",
    [SMACS_WORDS_CLOCK] = "uhr",
    [SMACS_WORDS_MOMENT_LEAD] = "am |um |im |den |der ",
    [SMACS_WORDS_DATE_FILLER] = "der|den|am",
    [SMACS_WORDS_LACKING] = "ohne",
    [SMACS_WORDS_BOUND_BEHIND] = "oder mehr|oder weniger",
    [SMACS_WORDS_REACHING] = "auf",
    [SMACS_WORDS_CLOCK_BEFORE] = "halb =130|viertel nach =15|viertel vor =145|dreiviertel =145",
    [SMACS_WORDS_DEED] =
        "sparst=saved|sparen=saved|spart=saved|spare=saved|zahlst=paid|zahlen=paid|zahlt=paid|zahle=paid|bezahlen=paid",
    [SMACS_WORDS_BOUND] =
        ("mindestens|höchstens|mehr als|weniger als|über|unter|bis zu|minus|maximal|minimal|anfang|ende"
         "|mitte|vor|nach|frühling|sommer|herbst|winter|nicht|je"),
    [SMACS_WORDS_MOVE] =
        ("stieg=up|steigt=up|gestiegen=up|wuchs=up|gewachsen=up|zugenommen=up|erhöht=up|zunahme=up|anstieg=up"
         "|sank=down|sinkt=down|gesunken=down|fiel=down|fällt=down|gefallen=down|gewinn=up|verlust=down"
         "|verloren=down|abgenommen=down|abnahme=down|rückgang=down|hat sich verdoppelt=doubled"
         "|verdoppelt=doubled|halbiert=halved|gesenkt=down|erhöhte=up"),
    [SMACS_WORDS_SHARE] = "insgesamt=total|zusammen=total|je=each|pro person=each|für alle=total",
    [SMACS_WORDS_ALIAS] = ("kohlendioxid=CO2|kohlenstoffdioxid=CO2|wasser=H2O|sauerstoff=O2|stickstoff=N2"
                           "|wasserstoff=H2|vereinigte staaten=usa"),
    [SMACS_WORDS_MOUNTAIN] = "berg|gipfel|vulkan",
    [SMACS_WORDS_CONTEST] = "gewonnen|gewann|siegte|besiegt|verloren",
    [SMACS_WORDS_HONOUR] = "wahl|präsident|preis|oscar",
};

static const char *const french[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_NUMBER] =
        ("zéro=0|un=1|une=1|deux=2|trois=3|quatre=4|cinq=5|six=6|sept=7|huit=8|neuf=9|dix=10|mille=1000"
         "|onze=11|douze=12|treize=13|quatorze=14|quinze=15|seize=16|vingt=20|trente=30|quarante=40"
         "|cinquante=50|soixante=60|soixante-dix=70|soixante-et-onze=71|quatre-vingt=80|quatre-vingts=80"
         "|quatre-vingt-dix=90"),
    [SMACS_WORDS_SCALE] =
        ("cent=100|cents=100|mille=1000|million=1000000|millions=1000000|milliard=1000000000|milliards=1000000000"),
    [SMACS_WORDS_NUMBER_JOINT] = "-et-| et |-| ",
    [SMACS_WORDS_HALF] = " et demie| et demi",
    [SMACS_WORDS_HALF_OF] = "une demi-|un demi-|une demie |un demi |demi-",
    [SMACS_WORDS_MINUS] = "moins ",
    [SMACS_WORDS_TAG] = "réponse :|réponse:|résultat :|résultat:",
    [SMACS_WORDS_UNIT] = ("centimètre=cm|mètre=m|kilomètre=km|kilogramme=kg|seconde=s|heure=h|jour=day|semaine=week"
                          "|mois=month|an=year|ans=year|année=year|degré=deg|degrés celsius=c+deg"),
    [SMACS_WORDS_MONEY] = "pour cent=percent|pourcent=percent|livres=pound|roubles=rub|centimes=cent",
    [SMACS_WORDS_PER] = "par",
    [SMACS_WORDS_WAY] = "gauche=left|droite=right|nord=north|sud=south|est=east|ouest=west",
    [SMACS_WORDS_ERA] = "av. J.-C.=bc|avant J.-C.=bc|av. J.-C=bc|apr. J.-C.=ad|ap. J.-C.=ad",
    [SMACS_WORDS_MONTH] =
        ("janvier=1|février=2|mars=3|avril=4|mai=5|juin=6|juillet=7|août=8|septembre=9|octobre=10|novembre=11"
         "|décembre=12"),
    [SMACS_WORDS_WEEKDAY] = "lundi=1|mardi=2|mercredi=3|jeudi=4|vendredi=5|samedi=6|dimanche=7",
    [SMACS_WORDS_DAY_HALF] = "du matin=0|heures du matin=0|de l'après-midi=1|du soir=1|heures du soir=1",
    [SMACS_WORDS_CLOCK] = "h",
    [SMACS_WORDS_MOMENT_LEAD] = "le |à |en ",
    [SMACS_WORDS_DATE_FILLER] = "le|er",
    [SMACS_WORDS_LACKING] = "sans",
    [SMACS_WORDS_BOUND_BEHIND] = "ou plus|ou moins",
    [SMACS_WORDS_REACHING] = "à",
    [SMACS_WORDS_HENCE] = "dans ",
    [SMACS_WORDS_CLOCK_BEHIND] =
        " heures et demie=30| heures et quart=15| heures moins le quart=145| heure et demie=30",
    [SMACS_WORDS_DEED] = "économisez=saved|économises=saved|économise=saved|payez=paid|paies=paid|paie=paid",
    [SMACS_WORDS_BOUND] = "au moins|au plus|plus de|moins de|jusqu'à|moins|minimum|maximum|avant|après|début|fin",
    [SMACS_WORDS_MOVE] = ("augmenté=up|augmente=up|augmentation=up|hausse=up|diminué=down|diminue=down|baissé=down"
                          "|baisse=down|diminution=down|chuté=down"),
    [SMACS_WORDS_ALIAS] = "dioxyde de carbone=CO2|eau=H2O|oxygène=O2|azote=N2|hydrogène=H2|états-unis=usa",
    [SMACS_WORDS_MOUNTAIN] = "montagne|sommet|volcan",
    [SMACS_WORDS_MOUNT] = "mont ",
    [SMACS_WORDS_CONTEST] = "gagné|remporté|battu|perdu",
    [SMACS_WORDS_HONOUR] = "élection|présiden|prix|nobel|oscar",
};

static const char *const spanish[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_NUMBER] =
        ("cero=0|uno=1|una=1|dos=2|tres=3|cuatro=4|cinco=5|seis=6|siete=7|ocho=8|nueve=9|diez=10|doce=12"
         "|trece=13|catorce=14|quince=15|dieciséis=16|diecisiete=17|dieciocho=18|diecinueve=19|veinte=20"
         "|veintiuno=21|veintidós=22|veintitrés=23|veinticuatro=24|veinticinco=25|veintiséis=26"
         "|veintisiete=27|veintiocho=28|veintinueve=29|treinta=30|cuarenta=40|cincuenta=50|sesenta=60"
         "|setenta=70|ochenta=80|noventa=90|mil=1000|cien=100|ciento=100|doscientos=200|doscientas=200"
         "|trescientos=300|trescientas=300|cuatrocientos=400|quinientos=500|seiscientos=600|setecientos=700"
         "|ochocientos=800|novecientos=900"),
    [SMACS_WORDS_SCALE] = "docena=12|mil=1000|millón=1000000|millones=1000000",
    [SMACS_WORDS_NUMBER_JOINT] = " y | ",
    [SMACS_WORDS_MINUS] = "menos ",
    [SMACS_WORDS_TAG] = "respuesta:|resultado:",
    [SMACS_WORDS_UNIT] = ("centímetro=cm|metro=m|kilómetro=km|gramo=g|kilogramo=kg|segundo=s|minuto=min|hora=h|día=day"
                          "|semana=week|mes=month|meses=month|año=year|grado=deg|grados celsius=c+deg"),
    [SMACS_WORDS_MONEY] = "por ciento=percent|dólar=dollar|dólares=dollar|libras=pound|rublos=rub",
    [SMACS_WORDS_PER] = "por|al",
    [SMACS_WORDS_WAY] = "izquierda=left|derecha=right|norte=north|sur=south|este=east|oeste=west",
    [SMACS_WORDS_ERA] = "a. C.=bc|a.C.=bc|a. C=bc|d. C.=ad|d.C.=ad",
    [SMACS_WORDS_MONTH] =
        ("enero=1|febrero=2|marzo=3|abril=4|mayo=5|junio=6|julio=7|agosto=8|septiembre=9|setiembre=9|octubre=10"
         "|noviembre=11|diciembre=12"),
    [SMACS_WORDS_WEEKDAY] = "lunes=1|martes=2|miércoles=3|jueves=4|viernes=5|sábado=6|domingo=7",
    [SMACS_WORDS_DAY_HALF] = "de la mañana=0|de la tarde=1|de la noche=1|horas=3",
    [SMACS_WORDS_MOMENT_LEAD] = "el |a las |las |en |la ",
    [SMACS_WORDS_DATE_FILLER] = "de|del|el",
    [SMACS_WORDS_LACKING] = "sin",
    [SMACS_WORDS_BOUND_BEHIND] = "o más|o menos",
    [SMACS_WORDS_REACHING] = "a|hasta",
    [SMACS_WORDS_HENCE] = "en |dentro de ",
    [SMACS_WORDS_CLOCK_BEHIND] = " y media=30| y cuarto=15| menos cuarto=145",
    [SMACS_WORDS_DEED] = "ahorra=saved|ahorras=saved|ahorro=saved|paga=paid|pagas=paid|pago=paid",
    [SMACS_WORDS_BOUND] = ("al menos|por lo menos|como mínimo|como máximo|como mucho|a lo sumo|más de|menos de|hasta"
                           "|menos|antes de|después de|principios de|finales de"),
    [SMACS_WORDS_MOVE] =
        ("subió=up|subido=up|sube=up|aumentó=up|aumentado=up|aumento=up|creció=up|bajó=down|bajado=down"
         "|baja=down|disminuyó=down|disminuido=down|disminución=down|cayó=down"),
    [SMACS_WORDS_ALIAS] = ("dióxido de carbono=CO2|agua=H2O|oxígeno=O2|nitrógeno=N2|hidrógeno=H2|estados unidos=usa"
                           "|eeuu=usa"),
    [SMACS_WORDS_MOUNTAIN] = "montaña|cumbre|volcán",
    [SMACS_WORDS_MOUNT] = "monte |el monte ",
    [SMACS_WORDS_CONTEST] = "ganó|ganado|venció|perdió",
    [SMACS_WORDS_HONOUR] = "eleccion|elección|presiden|premio|nobel",
    [SMACS_WORDS_HALF] = " y media| y medio",
    [SMACS_WORDS_HALF_OF] = "media |medio |una media ",
};

static const char *const italian[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_NUMBER] =
        ("zero=0|uno=1|due=2|tre=3|quattro=4|cinque=5|sei=6|sette=7|otto=8|nove=9|dieci=10|cento=100"
         "|mille=1000|undici=11|dodici=12|tredici=13|quattordici=14|quindici=15|sedici=16|diciassette=17"
         "|diciotto=18|diciannove=19|venti=20|trenta=30|quaranta=40|cinquanta=50|sessanta=60|settanta=70"
         "|ottanta=80|novanta=90"),
    [SMACS_WORDS_SCALE] =
        ("cento=100|mille=1000|mila=1000|milione=1000000|milioni=1000000|miliardo=1000000000|miliardi=1000000000"),
    [SMACS_WORDS_NUMBER_JOINT] = " e | ",
    [SMACS_WORDS_MINUS] = "meno ",
    [SMACS_WORDS_TAG] = "risposta:|risultato:",
    [SMACS_WORDS_UNIT] =
        ("chilo=kg|chili=kg|litro=l|litri=l|centimetri=cm|metri=m|chilometri=km|chilometro=km|grammi=g|chilogrammi=kg|"
         "secondo=s|secondi=s"
         "|minuti=min|ora=h|ore=h|giorno=day|giorni=day|settimana=week|settimane=week|mese=month|mesi=month"
         "|anno=year|anni=year|gradi=deg|gradi celsius=c+deg"),
    [SMACS_WORDS_MONEY] = "per cento=percent|percento=percent|dollaro=dollar|dollari=dollar|sterline=gbp+pound",
    [SMACS_WORDS_PER] = "all'|al",
    [SMACS_WORDS_WAY] = "sinistra=left|destra=right",
    [SMACS_WORDS_MONTH] =
        ("gennaio=1|febbraio=2|aprile=4|maggio=5|giugno=6|luglio=7|settembre=9|ottobre=10|dicembre=12"),
    [SMACS_WORDS_DAY_HALF] = "del mattino=0|di mattina=0|del pomeriggio=1|di sera=1",
    [SMACS_WORDS_MOMENT_LEAD] = "il |alle |nel ",
    [SMACS_WORDS_DATE_FILLER] = "il",
    [SMACS_WORDS_LACKING] = "senza",
    [SMACS_WORDS_BOUND_BEHIND] = "o più|o meno",
    [SMACS_WORDS_REACHING] = "a",
    [SMACS_WORDS_BOUND] = "almeno|al massimo|al minimo|più di|meno di|oltre|fino a|meno|prima del|dopo il",
    [SMACS_WORDS_MOVE] =
        "aumentato=up|aumenta=up|aumento=up|salito=up|diminuito=down|diminuzione=down|sceso=down|calato=down",
    [SMACS_WORDS_ALIAS] = "anidride carbonica=CO2|acqua=H2O|ossigeno=O2|azoto=N2|idrogeno=H2|stati uniti=usa",
    [SMACS_WORDS_MOUNTAIN] = "montagna|vetta|vulcano",
    [SMACS_WORDS_MOUNT] = "monte |il monte ",
    [SMACS_WORDS_CONTEST] = "vinto|battuto|perso ",
    [SMACS_WORDS_HONOUR] = "elezion|president|premio|nobel|oscar",
    [SMACS_WORDS_HALF] = " e mezza| e mezzo",
    [SMACS_WORDS_HALF_OF] = "mezza |mezzo |mezz'|una mezza ",
};

static const char *const portuguese[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_NUMBER] =
        ("zero=0|um=1|uma=1|dois=2|duas=2|três=3|quatro=4|cinco=5|seis=6|sete=7|oito=8|nove=9|dez=10|onze=11"
         "|doze=12|treze=13|catorze=14|quatorze=14|quinze=15|dezesseis=16|dezessete=17|dezoito=18|dezenove=19"
         "|vinte=20|trinta=30|quarenta=40|cinquenta=50|sessenta=60|setenta=70|oitenta=80|noventa=90|mil=1000"
         "|cem=100|cento=100|duzentos=200|trezentos=300|quatrocentos=400|quinhentos=500|seiscentos=600"
         "|setecentos=700|oitocentos=800|novecentos=900"),
    [SMACS_WORDS_SCALE] = "mil=1000|milhão=1000000|milhões=1000000|bilhões=1000000000",
    [SMACS_WORDS_NUMBER_JOINT] = " e | ",
    [SMACS_WORDS_TAG] = "resposta:",
    [SMACS_WORDS_UNIT] =
        "quilômetros=km|quilogramas=kg|gramas=g|dia=day|mês=month|ano=year|graus=deg|graus celsius=c+deg",
    [SMACS_WORDS_MONEY] = "por cento=percent|reais=brl|real=brl",
    [SMACS_WORDS_WAY] = "esquerda=left|direita=right",
    [SMACS_WORDS_MONTH] =
        ("janeiro=1|fevereiro=2|março=3|maio=5|junho=6|julho=7|setembro=9|outubro=10|novembro=11|dezembro=12"),
    [SMACS_WORDS_DAY_HALF] = "da manhã=0|da tarde=1|da noite=1",
    [SMACS_WORDS_MOMENT_LEAD] = "em |às |à ",
    [SMACS_WORDS_LACKING] = "sem",
    [SMACS_WORDS_BOUND_BEHIND] = "ou mais|ou menos",
    [SMACS_WORDS_REACHING] = "para|a",
    [SMACS_WORDS_BOUND] = "pelo menos|no mínimo|no máximo|mais de|menos de|até|menos|antes de|depois de",
    [SMACS_WORDS_MOVE] = "aumentou=up|subiu=up|aumento=up|diminuiu=down|caiu=down|diminuição=down",
    [SMACS_WORDS_MINUS] = "menos ",
    [SMACS_WORDS_ALIAS] = "água=H2O|oxigênio=O2|nitrogênio=N2|hidrogênio=H2|eua=usa",
    [SMACS_WORDS_MOUNTAIN] = "montanha|vulcão",
    [SMACS_WORDS_CONTEST] = "ganhou|venceu|perdeu",
    [SMACS_WORDS_HONOUR] = "eleiç|presiden|prêmio|prémio|nobel",
    [SMACS_WORDS_HALF] = " e meia| e meio",
    [SMACS_WORDS_HALF_OF] = "meia |meio |uma meia ",
};

static const char *const russian[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_NUMBER] = ("ноль=0|один=1|одна=1|два=2|две=2|три=3|четыре=4|пять=5|шесть=6"
                            "|семь=7|восемь=8|девять=9|десять=10|одиннадцать=11"
                            "|двенадцать=12|тринадцать=13|четырнадцать=14|пятнадцать=15"
                            "|шестнадцать=16|семнадцать=17|восемнадцать=18"
                            "|девятнадцать=19|двадцать=20|тридцать=30|сорок=40"
                            "|пятьдесят=50|шестьдесят=60|семьдесят=70|восемьдесят=80"
                            "|девяносто=90|сто=100|тысяча=1000|двести=200|триста=300"
                            "|четыреста=400|пятьсот=500|шестьсот=600|семьсот=700"
                            "|восемьсот=800|девятьсот=900"),
    [SMACS_WORDS_SCALE] =
        ("тысяча=1000|тысячи=1000|тысяч=1000|миллион=1000000|миллиона=1000000|миллионов=1000000|млн=1000000"
         "|миллиард=1000000000|миллиарда=1000000000|миллиардов=1000000000|млрд=1000000000"),
    [SMACS_WORDS_NUMBER_JOINT] = " ",
    [SMACS_WORDS_MINUS] = "минус ",
    [SMACS_WORDS_TAG] = "ответ:",
    [SMACS_WORDS_PER] = "в",
    [SMACS_WORDS_WAY] = "больше=more|меньше=less|влево=left|вправо=right",
    [SMACS_WORDS_ERA] = "до н. э.=bc|до н.э.=bc|до н. э=bc|до н.э=bc|н. э.=ad|н.э.=ad",
    [SMACS_WORDS_MONTH] =
        ("января=1|февраля=2|марта=3|апреля=4|мая=5|июня=6|июля=7|августа=8|сентября=9|октября=10|ноября=11"
         "|декабря=12"),
    [SMACS_WORDS_DAY_HALF] = "утра=0|дня=1|вечера=1",
    [SMACS_WORDS_MOMENT_LEAD] = "в ",
    [SMACS_WORDS_DATE_FILLER] = "года|год|г",
    [SMACS_WORDS_LACKING] = "без",
    [SMACS_WORDS_BOUND_BEHIND] = "или больше|или меньше",
    [SMACS_WORDS_REACHING] = "до",
    [SMACS_WORDS_BOUND] = ("не менее|не более|больше|меньше|более|менее|минимум"
                           "|максимум|до|свыше|минус|как минимум|не меньше"
                           "|не больше|по крайней мере|по"),
    [SMACS_WORDS_MOVE] = ("выросла=up|вырос=up|выросло=up|увеличилась=up|увеличился=up"
                          "|повысилась=up|снизилась=down|снизился=down|снизилось=down"
                          "|понизилась=down|понизился=down|рост=up|упало=down|упала=down"
                          "|снижение=down|падение=down|упал=down|уменьшилась=down"
                          "|уменьшился=down"),
    [SMACS_WORDS_UNIT] = ("мм=mm|см=cm|м=m|метр=m|км=km|километр=km|г=g|грамм=g|кг=kg"
                          "|килограмм=kg|сек=s|секунд=s|мин=min|минут=min|ч=h|час=h|день=day"
                          "|дня=day|дней=day|недел=week|месяц=month|год=year|лет=year|градус=deg"
                          "|км/ч=km/h|м/с=m/s"),
    [SMACS_WORDS_MONEY] = "процент=percent|рубл=rub|руб=rub|руб.=rub|доллар=dollar|евро=eur",
    [SMACS_WORDS_ALIAS] = "углекислый газ=CO2|вода=H2O|кислород=O2|азот=N2|водород=H2|сша=usa",
    [SMACS_WORDS_CONTEST] = "победил|выиграл|проиграл",
    [SMACS_WORDS_HONOUR] = "выбор|президент|преми",
};

static const char *const chinese[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_NUMBER] = "零=0|〇=0|一=1|二=2|两=2|兩=2|三=3|四=4|五=5|六=6|七=7|八=8|九=9|十=10|百=100",
    [SMACS_WORDS_SCALE] = "十=10|百=100|千=1000|万=10000|萬=10000|億=100000000|亿=100000000",
    [SMACS_WORDS_NUMBER_JOINT] = "零",
    [SMACS_WORDS_MINUS] = "负|負|マイナス",
    [SMACS_WORDS_UNIT] = ("毫米=mm|厘米=cm|米=m|公里=km|千米=km|克=g|千克=kg|公斤=kg|秒=s|秒钟=s|分=min"
                          "|分钟=min|分鐘=min|小时=h|小時=h|时间=h|天=day|日=day|周=week|星期=week|个月=month"
                          "|個月=month|年=year|岁=year|度=deg|摄氏度=c+deg|攝氏度=c+deg|华氏度=deg+f"
                          "|平方米=m^2|平方厘米=cm^2|立方米=m^3|分間=min|秒間=s|時間=h|日間=day|週間=week"
                          "|か月=month|年間=year|歳=year|センチ=cm|メートル=m|キロ=km"),
    [SMACS_WORDS_MONEY] = ("元=cny+y|人民币=cny+y|块=cny+y|美元=dollar+us|欧元=eur|円=jpy+y|ドル=dollar|ユーロ=eur"
                           "|百分之=percent|パーセント=percent"),
    [SMACS_WORDS_FILLER] = "です|でした|だ|。|了",
    [SMACS_WORDS_ERA] = "公元前=bc|紀元前=bc|公元=ad|西暦=ad",
    [SMACS_WORDS_DAY_HALF] = "上午=0|早上=0|凌晨=0|午前=0|下午=1|晚上=1|午後=1",
    [SMACS_WORDS_CLOCK] = "点|點|时|時",
    [SMACS_WORDS_BOUND] = "至少|至多|最多|最少|超过|不到|少于|多于|大于|小于|以上|以下|负|負|以前",
    [SMACS_WORDS_DEED] = "节省=saved|支付=paid",
    [SMACS_WORDS_MOVE] = "上涨=up|增加=up|上升=up|增长=up|下跌=down|减少=down|下降=down|上がり=up|下がり=down",
    [SMACS_WORDS_ALIAS] = ("二氧化碳=CO2|水=H2O|氧气=O2|氮气=N2|氢气=H2|美国=usa|二酸化炭素=CO2|酸素=O2|窒素=N2"
                           "|水素=H2|アメリカ=usa|米国=usa"),
};

static const char *const korean[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_SCALE] = "만=10000|억=100000000|천=1000",
    [SMACS_WORDS_MINUS] = "마이너스 ",
    [SMACS_WORDS_FILLER] = "입니다|이에요|예요|이다",
    [SMACS_WORDS_ERA] = "기원전=bc|서기=ad",
    [SMACS_WORDS_DAY_HALF] = "오전=0|오후=1",
    [SMACS_WORDS_BOUND] = "오전|오후",
    [SMACS_WORDS_CLOCK] = "시",
    [SMACS_WORDS_ALIAS] = "이산화탄소=CO2|물=H2O|산소=O2|질소=N2|수소=H2|미국=usa",
};

static const char *const arabic[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_BOUND] = "على الأقل|على الأكثر|أكثر من|أقل من",
    [SMACS_WORDS_MOVE] = "ارتفع=up|ارتفعت=up|زاد=up|زادت=up|انخفض=down|انخفضت=down|نقص=down",
    [SMACS_WORDS_ALIAS] = "ثاني أكسيد الكربون=CO2|الماء=H2O|الأكسجين=O2",
};

static const char *const hindi[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_SCALE] = "हज़ार=1000|हजार=1000|लाख=100000|करोड़=10000000",
    [SMACS_WORDS_FILLER] = "है|हैं",
    [SMACS_WORDS_BOUND] = "कम से कम|ज़्यादा से ज़्यादा|ज्यादा से ज्यादा|अधिक से अधिक|से कम|से अधिक|से ज़्यादा",
    [SMACS_WORDS_ALIAS] = "कार्बन डाइऑक्साइड=CO2|ऑक्सीजन=O2|पानी=H2O",
};

/* Dutch, Polish and Turkish, of which only what turns a number into another is known. */
static const char *const others[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_BOUND] = ("minstens|hoogstens|meer dan|minder dan|ten minste|ten hoogste|co najmniej|co najwyżej"
                           "|więcej niż|mniej niż|en az|en fazla"),
    [SMACS_WORDS_MOVE] = ("steeg=up|gestegen=up|daalde=down|gedaald=down|wzrosła=up|wzrósł=up|wzrosło=up|spadła=down"
                          "|spadł=down|spadło=down|arttı=up|azaldı=down"),
};

const char *const *const smacs_value_words[] = {signs,   english, german, french, spanish, italian, portuguese,
                                                russian, chinese, korean, arabic, hindi,   others};

const unsigned smacs_value_table_count = sizeof smacs_value_words / sizeof *smacs_value_words;
