"""Names that end an address wherever they follow one: states, countries, the largest cities.

Folded. Other places are recognised by the capital letters and the punctuation around them.
"""

_BR_STATES = "AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO"
_US_STATES = """
AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY
NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY
"""
BR_STATES = _BR_STATES.split()
US_STATES = _US_STATES.split()
STATES = sorted({*BR_STATES, *US_STATES})

_PLACES = """
acre|alagoas|amapa|amazonas|bahia|ceara|distrito federal|espirito santo|goias|maranhao|mato grosso
|mato grosso do sul|minas gerais|paraiba|parana|pernambuco|piaui|rio de janeiro|rio grande do norte
|rio grande do sul|rondonia|roraima|santa catarina|sao paulo|sergipe|tocantins
|rio branco|maceio|macapa|manaus|salvador|fortaleza|brasilia|vitoria|goiania|sao luis|cuiaba
|campo grande|belo horizonte|belem|joao pessoa|curitiba|recife|teresina|natal|porto alegre
|porto velho|boa vista|florianopolis|aracaju|palmas|guarulhos|campinas|sao goncalo
|duque de caxias|nova iguacu|sao bernardo do campo|santo andre|osasco|jaboatao|sorocaba|uberlandia
|ribeirao preto|sao jose dos campos|niteroi|santos|londrina|maringa|joinville|juiz de fora
|ananindeua
|feira de santana|caxias do sul|blumenau|cascavel|foz do iguacu|pelotas|olinda|vila velha|serra
|ji-parana|ariquemes|vilhena|cacoal|guajara-mirim|taguatinga|ceilandia|aguas claras|bh|poa
|lisboa|porto|braga|coimbra|aveiro|faro|evora|setubal|leiria|viseu|funchal|guimaraes|almada|amadora
|sintra|cascais|oeiras|loures|matosinhos|vila nova de gaia|gondomar|maia|odivelas|barreiro|portimao
|ponta delgada|viana do castelo|vila real|braganca|castelo branco|santarem|beja|guarda|portalegre
|madrid|barcelona|valencia|sevilla|zaragoza|malaga|murcia|palma|palma de mallorca|bilbao|alicante
|cordoba|valladolid|vigo|gijon|granada|a coruna|la coruna|vitoria-gasteiz|elche|oviedo|badalona
|cartagena|terrassa|sabadell|jerez de la frontera|pamplona|almeria|san sebastian|donostia
|burgos
|santander|salamanca|toledo|badajoz|logrono|huelva|lleida|tarragona|girona|leon|cadiz|getafe
|ciudad de mexico|cdmx|mexico df|mexico d\\.f\\.|guadalajara|monterrey|puebla|tijuana|ciudad juarez
|zapopan|merida|queretaro|cancun|toluca|aguascalientes|hermosillo|saltillo|mexicali|culiacan|morelia
|chihuahua|veracruz|xalapa|oaxaca|cuernavaca|san luis potosi|jalisco|nuevo leon|edomex
|estado de mexico|jal\\.|n\\.l\\.|qro\\.|gto\\.|ver\\.|pue\\.|mich\\.
|new york|nyc|brooklyn|los angeles|chicago|houston|phoenix|philadelphia|san antonio|san diego|dallas
|austin|san jose|san francisco|seattle|denver|washington|boston|miami|atlanta|portland|las vegas
|detroit|nashville|baltimore|orlando|tampa|minneapolis|cleveland|pittsburgh|sacramento|springfield
|california|texas|florida|illinois|pennsylvania|ohio|massachusetts|oregon|arizona|colorado|virginia
|london|manchester|birmingham|leeds|glasgow|edinburgh|liverpool|bristol|sheffield|cardiff|belfast
|nottingham|leicester|newcastle upon tyne|brighton|oxford|cambridge|southampton|reading|dublin
|brasil|brazil|portugal|espana|spain|mexico|usa|u\\.s\\.a\\.|united states|estados unidos|eua|uk
|u\\.k\\.
|united kingdom|england|scotland|wales|ireland|reino unido|inglaterra|france|franca|francia|germany
|alemanha|alemania|deutschland|italy|italia|suisse|switzerland|austria|belgium|netherlands|canada
|australia|new zealand|japan|china|india|poland|sweden|norway|denmark|finland|iceland|hungary
|greece|turkey|romania|slovenia|croatia|cyprus|czech republic|estonia|south africa|argentina
|uruguay|chile|colombia|peru|bolivia|angola|mocambique|cabo verde
"""
PLACES = sorted("".join(_PLACES.splitlines()).split("|"), key=len, reverse=True)
