"""Frequent given names of Portuguese, Spanish and English, and frequent surnames: folded.

Written from general knowledge of who lives where these languages are spoken. They are no list of
people: a name that is missing here is still recognised when a member bears it, or behind a strong
cue. Names that are also ordinary words are in `ordinary_words`, which is asked first.
"""

_GIVEN = """
abby abel abelardo abigail abraao abraham acacio adalberto adam adao adela adelaide adelia adelino
ademar ademilson ademir aderbal adilson adilza adolfo adrian adriana adriane adriano adriel afonso
agata agatha agnaldo agnes agostinho agueda agustin ahmed aida aidan ailton airton aitor alain alan
alana alba albert alberta alberto alcides alcione alda aldair aldemir aldo alejandra alejandro
aleksandr alena alessandra alessandro alex alexander alexandra alexandre alexia alexis alfeu alfie
alfonso alfred alfredo ali alice alicia aline alipio alison alisson alistair allan allison alma
almerinda almir aloisio alonso altair aluisio alvar alvaro alyssa alzira amado amalia amancio amanda
amaro amber ambrosio amelia amelinha amit amparo amy ana anabel anabela anacleto anais ananda
anastacia anatolio ander anderson andoni andre andrea andrei andreia andres andressa andrew andy
anesio angel angela angeles angelica angelina angelita angelo anibal anil aninha anita ann anna
annabelle anne annie anselmo antenor anthony antonia antonio aparecida aparecido april araci arantxa
archibald archie ariana ariane arianna ariel aritz arlete arlindo arlo armando arnaldo arnaud art
arthur artur ashley astolfo asuncion ataide august augusta augusto aurea aurelia aurelino aurelio
aurora ayrton balbino baldomero baltazar barbara barnabas barnaby bartolome basilio beatrice beatrix
beatriz bebeto becca becky begona belarmino belen belinda belmira ben benedita benedito benicio
benita benito benjamim benjamin bento bernadete bernadette bernard bernarda bernardo bernie bert
berta bertram beth bethany betina betinho beto betty beverly bia bianca bill blanca bob bobby boris
borja brad bradley brandon braulio brenda brenna breno brian brianna bridget brigida britney bru
bruce bruna bruno bryan cadu caetana caetano caio caique caitlin calvin cameron camila camille
camilo candace candelaria candelario candida candido candinha carina carl carla carlinhos carlitos
carlos carlota carly carmela carmelita carmem carmen carol carola carole carolina caroline carolyn
carrie carter casey casilda cassandra cassia cassiano cassie cassilda cassio catalina catarina
catherine cathy caua cauan caue cayetano cecil cecilia cedric celeste celestina celestino celia
celina celio celma celso cesar chance charles charlie charlotte charo chelsea chema cheryl chiara
chico chloe chris christian christiane christina christine christopher cibele cicera cicero cida
cindy cinthia cintia ciro claire clara clarence clarice clarinda clarissa claudemir claudemira
claudete claudette claudia claudinei claudio claudionor clayton cleber cleide cleiton clelia
clemente clementina clementine cleomar cleonice cleusa cleuson cleuza clifford clodoaldo clotilde
clovis clyde cody colleen conceicao concha connor conrado consuelo cordelia corey corina cornelia
cornelius courtney craig crescencio cressida creusa cris crisley cristian cristiana cristiane
cristiano cristina cristobal cuauhtemoc curtis custodio cynthia cyril cyrus dagmar dagoberto daiana
daiane daisy dakota dalila dalton dalva damian damiao dani daniel daniela daniele daniella danielle
danilo danny dante daphne darci darcilio darcy daria dario darlene darrell darren daryl dave davi
david davide dayana dayane dean deb debbie debora deborah debra dede deirdre deise deivid delfina
delia della demetrio denilson denis denise denize dennis deodato deolinda derek desiree desmond
deusdete diamantina diana diane didi diego dilma dilson dimas dinah dinis diogo dionisio dirce
dirceia dirceu djair djalma dmitri dolores domenica domingas domingo domingos dominic dominick
dominique domitila donald donna dora doralice doreen doris dorival dorothea dorothy douglas duarte
duda dudu dulce dulcineia duncan dwayne dylan earl eddie eder edgar edgard edilene edilson edimar
edinaldo edinho edite edith edivaldo edmilson edmund edna ednaldo edson edu eduarda eduardo edurne
eduvigis edvaldo edvan edward edwin edwina efigenia eileen elaina elaine elba elcio eleanor elena
eleonora eleuterio eli eliana eliane elias elida eliete eliezer elijah elisa elisabete elisabeth
elisangela elise eliseu elissa elizabete elizabeth elizete ella ellen ellie elliot elliott ellis
elmer elmo eloa eloina eloisa eloy elroy elsa elton elvira ely elza emanuel emanuela emanuele
emerenciana emerson emilia emiliano emilio emily emma emmanuel encarna encarnacion eneko enrico
enrique enzo epifanio erasmo eric erica erick erik erika erin ermelinda ernest ernestine ernesto
ernie esme esmeralda esmond esperanca esperanza estanislau esteban estefania estela ester estevao
esther estrella etelvina ethan euclides eudes eufrasia eugene eugenia eugenio eulalia eunice eurico
eusebio eustace eustaquio eva evaldo evan evandro evaristo evelin evelyn everaldo everardo everton
evilasio expedito ezequiel fabian fabiana fabiane fabiano fabinho fabio fabiola fabricio facundo
fafa faith fatima faustina fausto federico fefe felicia feliciana felicidade felicity felipa felipe
felisa felisberto felix fergus fermin fernanda fernandinho fernando fidel filipa filipe fiona
firmino flavia flavio flor flora florencia florentino florinda florisvaldo fortunata frances
francesca francielle francine francinete francis francisca francisco franco francois frank franklin
fred freddy frederica frederico freya fulgencio gabe gabi gabriel gabriela gabriele gabriella
gabrielle gael garrett gary gaspar gavin geisa gema gemma genaro gene genesio geni genilda genilson
genivaldo genoveva geoffrey george georgina geovana geovanna gerald geralda geraldine geraldo gerard
gerardo germana germano gerson gertrudes geruza getulio giane gideon gil gilbert gilberto gilda
gildete gillian gilmar gilson gilvan gilvania gina gines giovana giovane giovani giovanna giovanni
gisela giselda gisele giselle gislaine giulia giuliana giuseppe gladys glauber glaucia glaucio
gleice glenda glenn gloria glynn goncalo gonzalo gordon gorka graca grace graciela gracinda graham
graziela grazielle greg gregoria gregorio gregory greta guadalupe guga gugu guido guilherme
guilhermina guillermo gumercindo gus gustavo guto guy gwen gwendolen gwendolyn gwyneth hannah hans
harold haroldo harriet harry harvey hassan hattie hazel heather hebe heber hector heitor helen
helena helene heleno helga helio heloina heloisa henrietta henrique henriqueta henry heraclito
herbert herculano herman hermelinda hermenegildo hermengarda hermes herminda herminia herminio
hermogenes hernan hilario hilary hilda hilton hipolito hiroshi holly honorina honorio hope horacio
horatio hortencia howard hugo humberto humphrey hunter iago ian iara ibrahim ida idalia idalina
idelfonso ieda ignacio ignatius igor iker ilda ilza imanol imelda imogen imogene inacia inacio inaki
indalecio ines ingrid iolanda iracema iraci iraildes irene iria irineia irineu iris isa isaac isabel
isabela isabella isabelle isac isadora isaias isaura isidoro isidra isidro isla ismael ismenia
isolda isolina itamar itziar ivan ivana ivanete ivani ivanilda ivanildo ivanir ivete ivo ivone ivor
ivy izabel izabela izan izaura jaciara jacinete jacinta jacinto jacira jacirema jack jackeline
jackie jackson jaco jacob jacobo jacqueline jacques jacqui jade jader jaime jair jairo jake james
jamie jamila jan janaina jandir jandira jane janet janete janice janine januario jaqueline jardel
jared jasmim jasmin jasmine jason jasper javier jay jayme jayne jean jeanette jeanne jeferson jeff
jefferson jeffrey jemima jenifer jennifer jenny jeremias jeremy jerome jeronimo jerry jesse jessica
jessie jessika jesuina jesus jhonatan jill jim jimena jimmy joan joana joann joanna joanne joao
joaozinho joaquim joaquin joaquina jocelyn jodie joe joel joelma joelson joey johan johanna johannes
john johnny joice jonah jonas jonatas jonathan jordana jordi jorge jorgina jose josefa josefina
josefino joselito josep joseph josephine josh joshua josiah josiane josias josie josiel josinaldo
josivaldo josue josy joy joyce juan juana juanita juanito juanjo juarez jucara jucelino jude judite
judith judy julia julian juliana juliane julianne juliano juliao julie juliet julieta juliete julio
julius june juninho jurandir jurema jurgen juscelino jussara justin justina justino juvenal juvencio
kaio kaique kaitlyn kamila karen karin karina karine karl karla karol karolina katarina kate
katherine kathleen kathryn kathy katia katie katrina kaua kauan kaue kayla kayleigh keila keith
kelly kelsey kelvin ken kendra kenji kenneth kevin kieran kika kim kimberly kirsten klaus kleber
kristen kristin kristina kristine kumar kurt kyle ladislau laercia laercio laia laila lais laiza
lalo lance lara lari larissa larry lars latoya laudelina laura lauren laurence laurinda laurindo
lauro lavinia lazaro lea leah leandra leandro leanne leide leila leire lena lenice leninha leo
leocadia leon leona leonardo leonel leonidas leonor leontina leopold leopoldina leopoldo leroy
leslie leticia levi lewis leyla lia liam liana liberato librada lidia lidiane lidio ligia lilia
lilian liliana liliane lily lina linda lindalva lindinalva lindomar lindsay lindsey lionel lisa
lisandra lisiane livia liz liza lizandra lloyd logan lois lola lolita lorena lorenza lorenzo loretta
lori lorna lorraine louis louisa louise lourdes lourenco lourival luan luana luca lucas lucca luci
lucia luciana luciane luciano lucila lucilene lucille lucimar lucinda lucineia lucinete lucio lucy
ludmila luigi luis luisa luise luisinho luiz luiza luizinho luke lulu luna lupe lupita luz luzia
luzinete lydia lynn lynne mabel macarena macaria maciel madalena maddie magali magda magdalena
maggie magnolia maiara maicon maira maite malcolm malik malu manoel manoela manolo manu manuel
manuela manuelita mara marc marcela marcele marcelina marcelino marcella marcelo marcia marcial
marciel marcinho marcio marco marcolino marcos marcus marga margaret margarete margarida margarita
marge mari maria mariah mariana mariane marianne mariano maribel maricarmen maricelia marie mariel
mariela marilda marilena marilene marilia marilu marilyn marina marinalva marinete marinho mario
marion marisa marisela marisol marissa maristela marivaldo mariza marjorie mark marlene marli marlon
marluce marlucia marly marquinhos marshall marta marten martha martim martin martina martiniano
marvin mary maryann mason mateo mateus matheus mathew mathilda mathilde matias matilda matilde
matteo matthew maude maura maureen mauricinho mauricio mauro mavis maximiliano maximina maximino
maximo maxine may maya mayara maynard mayra megan mei meire melania melanie melina melinda melissa
mercedes mercia meredith michael michal michel michele michelle miguel mike mikhail mila milagros
mildred milena miles millicent millie milton mireia mirela miren miriam mirian mirtes misael
mitchell moacir moacyr moema mohamed mohammed moira moises molly mona monica monique montse
montserrat morgana morris mortimer muriel murilo myriam myrtle nacho nadia nadine nadir nadja naiara
nair naira nancy nanda nando naomi napoleao napoleon nara natal natalia natalie natalino natasha
nathalia nathalie nathan nathaniel nazare neide neil neila neiva nelly nelson nemesio nena nene
nerea nestor neto neusa neuza newton neymar nicanor nicholas nick nico nicodemos nicolas nicolasa
nicolau nicole nicoly nieve nieves nigel nigella nilda nilo nilson nilton nilza nina nivaldo nivea
noah noelia noemi noemia nora norberto norival norma norman nuno nuria obdulia obdulio octavia
octavio odair odalys odete odette odilia odilon odorico ofelia olavo olegario olga olimpia olinda
olinto olive oliver olivia olwen omar onesimo onofre ophelia orestes orlando oscar osmar osmarina
osorio osvaldo oswaldo otacilio otaviano otavio otilia otto owen pablo paco paige palmira paloma pam
pamela pancho paola paolo paquita patricia patricio patrick patsy patty patxi paul paula paulina
pauline paulinho paulino paulo pearl pedrinho pedrito pedro peggy penelope pepa pepe pepito percival
percy peregrino perla perpetua peter petra petronila petronio phil philip philippa phillip philomena
phineas phoebe phyllis pierre pietra pietro pilar poliana policarpo polly primitivo priscila
priscilla priya purificacion quenia quentin quincy quirino quiteria rachel rafa rafael rafaela
rafaella raimunda raimundinho raimundo raissa raj ralph ramiro ramon ramona randy rapha raphael
raquel raul rayane raymond rebeca rebecca regiane regina reginald reginaldo regis reinalda reinaldo
rejane remedios renan renata renato rene renee reyes rhonda ricardina ricardo richard rick ricky
rigoberto rita rob robert roberta robertinho roberto robin robson rocio rodney rodolfo rodrigo
rogelia rogelio roger rogeria rogerio roland romana romario romeu romilda romualdo romulo ronald
ronaldao ronaldinho ronaldo ronan ronnie roque rosa rosalba rosalia rosalie rosalina rosalind
rosamund rosana rosane rosangela rosaria rosario rosaura rose roseane roseli roselia rosemary
rosemeire rosie rosilda rosildo rosilene rosimar rosimeire rosinha rosita rosivaldo ross rowena
roxana roxanne rozilda rubem ruben rubens ruby rufino rufus rui rupert ruperto russell ruth ruy ryan
sabrina salete sally salome salvador salvadora sam samanta samantha samara samira sammy samson
samuel sandoval sandra sandro sandy sanjay santi santiago sara sarah saturnina saturnino saulo savio
scarlett scott sean sebastian sebastiana sebastiao selena selma serafim serafina serena sergei sergi
serginho sergio seth severa severina severino shane shannon sharon shaun sheila shelby sheldon
shelley shirlei shirley sibele sidnei sidney silas silmara silvana silvania silvano silverio
silvestre silvia silvio simao simon simone sinesio siobhan socorro sofia sol solange solano soledad
sonia sonya sophia sophie soraia soraya sotero spencer stacey stacy stanley stefan stefani stefany
stela stella stenio stephanie stephen steve steven stewart stuart suelen sueli suely sullivan susan
susana susanne suzana suzane suzanne suzete suzy sven sybil sylvia sylvie tabata tabby tabitha
taciana taina tainara tais talita tamara tamires tania tanya tara tarciana tarcisio tarsila tati
tatiana tatiane tavinho taylor teca ted teddy telesforo telma telmo teo teodora teodoro tercio tere
teresa teresinha teresita tereza terezinha terezinho terry thaddeus thais thaisa thales thalita theo
theodora theodore theresa thiago thomas tiago tibo tiburcio tiffany tim timotea timoteo timothy tina
tobias toby todd tomas tomasa toni tonia toninho tono tony tonya toribia tracy travis trevor tricia
trinidad tristao tyler ubaldina ubaldo ubirajara ubiratan ulisses ulrica ulysses umbelina urbana
urbano urko ursula vagner valdeci valdecir valdemar valdemira valdete valdinei valdir valdirene
valdivino valdomiro valentim valentin valentina valeria valeriana valerie valmir valter vanderlei
vanderson vandinha vandira vanesa vanessa vania vanilda vanusa vasco vava venancia venancio
venceslau vera veridiana vernon veronica veronique vespasiano vicente vicky victor victoria vilma
vincent vinicius violet violeta virgilio virginia virgulino virtudes vito vitor vitoria viturino
vivi vivian viviana viviane vivien vladimir wade wagner walace waldemar waldir wallace walmir walmor
walter wanda wanderlei wanderson warren washington wayne wei welington wellington wenceslao wendell
wendy wesley wilbur wilfred wilfrid will william wilma wilmar wilson wilton winifred winona winslow
winston wyatt xabier xanda xande xavi xavier ximena xiomara yadira yago yamila yara yasmim yasmin
yesenia yolanda yuki yuri yusuf yvonne zacarias zach zachary zadie ze zeca zefa zeferino zelda zelia
zelina zelinda zelma zenaide zenilda zenobia zeze zezinho zilda zilma zinha zita zoe zoraida zoraide
zuleica zuleide zulema zulmira
"""

_SURNAMES = """
abreu acosta adams aguiar aguilar aguilera alencar allen almeida alonso alvarado alvarez alves alvim
amado amaral amorim anderson andrade antunes aragao aranha araujo arruda assis assuncao avila
azevedo bailey baker bandeira baptista barbosa barnes barreto barros barroso bastos batista becker
beltran benitez bennett bezerra bianchi bittencourt blanco boaventura bonfim borges braga braganca
brandao brant brito brizola brooks brown bueno bustamante caballero cabral cabrera caldas caldeira
calderon calixto camargo campbell cano cardenas cardoso cardozo carneiro carrasco carrillo carter
carvalho castilho castillo castro cavalcante cavalcanti cerqueira cervantes chagas chaves chavez
clark coelho collins conti contreras cook cooper cordeiro correa correia cortes cortez costa
coutinho couto cunha d'avila damasceno dantas davies davila davis delgado dias diaz diniz domingues
dominguez dorneles duarte duran dutra edwards escobar espinoza esteves estrada evangelista evans
fagundes falcao faria farias faustino feitosa fernandes fernandez ferrari ferraz ferreira ferrer
figueira figueiredo figueroa florencio flores fogaca fonseca fontenele fontes foster fraga franca
franco freire freitas frota fuentes furtado galindo gallardo gallego galvao gama gamez garcez garcia
garrido gaspar gibson gil gimenez godoi godoy goes gomes gomez goncalves gonzaga gonzales gonzalez
goulart gouveia graham green griffin guedes guerra guerrero guimaraes gusmao gutierrez guzman hall
harris harrison hernandes hernandez herrera hidalgo hoffmann holanda hughes ibanez iglesias jackson
jardim jenkins jimenez johnson jones juarez junqueira kelly king klein koch kowalski lacerda lara
leal leao lee leite leiva lemos leon lewis lima linhares lins lira lisboa lobao lobato lobo long
lopes lopez lorenzo loureiro lozano luna luz macedo machado maciel madeira magalhaes maia maldonado
malta marin marinho marins marques marquez martin martinez martins mascarenhas matias matos mattos
medeiros medina meireles mejia melendez mello melo mendes mendez mendonca mendoza meneses menezes
mesquita meyer miller miranda molina monteiro montenegro montero moore mora moraes morais morales
moran moreira moreno moretti morgan morris mota motta moura mourao muller muniz munoz murphy murray
myers nakamura nascimento navarro naves negreiros nelson neves nguyen nobre nobrega nogueira noronha
novaes novais nunes nunez ochoa oliva oliveira olmos orozco ortega ortiz pacheco padilha padilla
paes paiva paixao palacios palma paranhos parker parra patel paz pedrosa peixoto pena penha peralta
perea pereira peres perez perkins pessoa peterson phillips pimenta pimentel pinheiro pinho pinto
pires ponce pontes portela porto powell prado prates price quadros queiros queiroz quinn quintana
quintero ramalho ramirez ramos rangel rebelo rego reid reis resende reyes reynolds rezende ribas
ribeiro ricci richardson rincon rios rivas rivera roberts robinson robles rocha rodrigues rodriguez
rogers rojas roldan roman romano romero rondon rosado rosales ross rossi ruiz russell sa saavedra
salas salazar salcedo saldanha sales salgado salinas sampaio sanchez sanders sandoval santana
santiago santos saraiva sardinha sarmento schmidt schmitz schneider scott seabra sena serra serrano
silva silveira simmons simoes siqueira smith soares sobral sobrinho solis sosa soto sousa souto
souza stewart suarez sullivan tanaka tavares taveira taylor teixeira teles telles thomas thompson
toledo torres travassos trindade trujillo turner uchoa valadares valdez vale valencia valente valle
varela vargas vasconcellos vasconcelos vasquez vaz vazquez vega velasco velasquez velez veloso
ventura vera viana vianna vidal vieira vilanova vilar vilela villa villalobos villanueva viveiros
ward watson weber white williams wilson wolff wright xavier yamamoto young zamora zapata zuniga
"""

GIVEN_NAMES = frozenset(_GIVEN.split())
SURNAMES = frozenset(_SURNAMES.split())
