"""Frequent given names of Portuguese, Spanish and English, and frequent surnames: folded.

Written from general knowledge of who lives where these languages are spoken. They are no list of
people: a name that is missing here is still recognised when a member bears it, or behind a strong
cue. Names that are also ordinary words are in `ordinary_words`, which is asked first.
"""

_GIVEN = """
abby abel abelardo abigail abraao abraham acacio adalberto adalgisa adam adao adela adelaide adelia
adelino adelmo ademar ademilson ademir aderbal aderito aderson adilson adilza adolfo adrian adriana
adriane adriano adriel afonso agata agatha agenor agnaldo agnes agostinho agueda agustin ahmed aida
aidan ailton airton aitor alain alan alana alba albert alberta albertina alberto albino alcides
alcione alda aldair aldemir aldina aldo alejandra alejandro aleksandr alena alessandra alessandro
alex alexander alexandra alexandre alexia alexis alfeu alfie alfonso alfred alfreda alfredo ali
alice alicia aline alipio alison alisson alistair allan allison alma almerinda almir aloisio alonso
altair aluisio alvar alvaro alyssa alzenir alzira amado amalia amancio amanda amaro amber ambrosio
amelia amelie amelinha americo amit amparo amy ana anabel anabela anacleto anais ananda anastacia
anastasio anatalia anatolio ancelmo ander anderson andoni andre andrea andrei andreia andres
andressa andrew andreza andy aneliese anesio angel angela angeles angelica angelina angelino
angelita angelo anibal anil aninha anisio anita ann anna annabelle anne annie anselmo antenor
anthony antonia antonieta antonio aparecida aparecido apolinario april araci arantxa archibald
archie argemiro ariana ariane arianna ariel aristides aritz arlete arlindo arlo armando arminda
arminia arnaldo arnaud arnold art arthur artur ashley astolfo astrid asuncion ataide atilio august
augusta augusto aurea aurelia aurelino aurelio aurora auxiliadora ayrton balbino baldomero baltasar
baltazar barbara barnabas barnabe barnaby bartolome bartolomeu basilio beatrice beatrix beatriz
bebeto becca becky begona belarmina belarmino belen belinda belmira ben benedita benedito benicio
benita benito benjamim benjamin benjamina bento berenice bernadete bernadette bernard bernarda
bernardo bernice bernie bert berta bertram beth bethany betina betinho beto betty beverly bia bianca
bianor bill blanca blas bob bobby bonifacio boris borja brad bradley brandon braulio brenda brenna
breno brian brianna bridget brigida britney bru bruce bruna bruno bryan cadu caetana caetano caio
caique caitlin calixto calvin cameron camila camille camilo candace candelaria candelario candida
candido candinha carina carl carla carlinhos carlitos carlos carlota carly carmela carmelita carmelo
carmem carmen carminda carol carola carole carolina caroline carolyn carrie carter casey casilda
casimiro cassandra cassia cassiana cassiano cassie cassilda cassio catalina catarina catherine cathy
caua cauan caue cayetano cecil cecilia cedric celeste celestina celestino celia celina celio celma
celso cesar cesaria chance charles charlie charlotte charo chavela chelsea chema cheryl chiara chico
chloe chris christian christiane christina christine christopher cibele cicera cicero cida cindy
cinthia cintia cipriano ciro claire clara clarence clarice clarinda clarissa claudemir claudemira
claudete claudette claudia claudina claudinei claudio claudionor clayton cleber cleide cleiton
clelia clemencia clemente clementina clementine cleomar cleonice cleonilda cleusa cleuson cleuza
clifford clodoaldo clotilde clovis clyde cody colleen conceicao concha connor conrado constantino
consuelo cordelia corey corina cornelia cornelio cornelius cosme courtney craig cremilda crescencia
crescencio cressida creusa cris crisley cristian cristiana cristiane cristiano cristina cristobal
cristovao cuauhtemoc curtis custodia custodio cynthia cyril cyrus dagmar dagoberto daiana daiane
daisy dakota dalila dalton dalva damasio damian damiao dani daniel daniela daniele daniella danielle
danilo danny dante daphne darci darcilio darcy daria dario darlan darlene darrell darren daryl dave
davi david davide dayana dayane dean deb debbie debora deborah debra dede deirdre deise deivid
delfim delfina delia della delmira demetrio denilson denis denise denize dennis deodato deodoro
deolinda derek desiree desmond deusdete diamantina diana diane didi diego dilma dilson dimas dinah
dinis diocleciano diogo dionisia dionisio dirce dirceia dirceu djair djalma dmitri dolores domenica
domenico domingas domingo domingos dominic dominick dominique domitila donald donna dora doralice
doreen dorinda doris dorival dorothea dorothy douglas duarte duda dudu dulce dulcidio dulcineia
duncan dwayne dylan earl eddie edelmira eder edevaldo edgar edgard edgardo edilene edilson edimar
edinaldo edinho edite edith edivaldo edmilson edmund edna ednaldo edson edu eduarda eduardo edurne
eduvigis edvaldo edvan edward edwin edwina efigenia efren eileen elaina elaine elba elcio eleanor
elena eleonora eleuterio eli eliana eliane elias elida eliete eliezer elijah elisa elisabete
elisabeth elisangela elise eliseu elissa elizabete elizabeth elizete ella ellen ellie elliot elliott
ellis elmer elmira elmo eloa eloina eloisa eloy elpidio elroy elsa elton elvira ely elza emanuel
emanuela emanuele emerenciana emerita emerson emilia emiliano emilio emily emma emmanuel encarna
encarnacion enedina eneida eneko enrico enrique enzo epaminondas epifanio erasmo ercilia eric erica
erick erik erika erin ermelinda ernest ernestina ernestine ernesto ernie esau esme esmeralda esmond
esperanca esperanza estanislao estanislau esteban estefania estela ester estevao esther estrella
etelvina ethan euclides eudes eufemia eufrasia eugene eugenia eugenie eugenio eulalia eulogio eunice
eurico eusebio eustace eustachio eustaquio eva evaldo evan evandro evangelina evaristo evelin evelyn
everaldo everardo everton evilasio expedito ezequiel ezio fabian fabiana fabiane fabiano fabinho
fabio fabiola fabricio facundo fafa faith fatima faustina faustino fausto federico fedra fefe
felicia feliciana feliciano felicidade felicity felipa felipe felisa felisberto felix ferdinand
fergus fermin fermina fernanda fernandinho fernando fidel filipa filipe filomena fiona firmino
flavia flavio flor flora florbela florencia florencio florentino florinda florisvaldo fortunata
fortunato frances francesca francielle francine francinete francis francisca francisco franco
francois frank franklin fred freddy frederica frederico freya froilan fulgencio fulvia gabe gabi
gabino gabriel gabriela gabriele gabriella gabrielle gael garrett gary gaspar gaudencio gavin geisa
gema gemma genaro gene genesio geni genilda genilson genival genivaldo genoveva geoffrey george
georgina geovana geovanna gerald geralda geraldine geraldo gerard gerardo germana germano gerson
gertrudes geruza gervasio getulio giane gideon gil gilbert gilberto gilda gildete gillian gilmar
gilmara gilson gilvan gilvania gina gines giovana giovane giovani giovanna giovanni gisela giselda
gisele giselle gislaine giulia giuliana giuseppe gladys glauber glaucia glaucio gleice glenda glenn
gloria glynn godofredo goncalo gonzalo gordon gorka graca grace graciela graciete graciliano
gracinda graham graziela grazielle greg gregoria gregorio gregory greta guadalupe gualter guga gugu
guido guilherme guilhermina guillermo gumercindo gus gustavo guto guy gwen gwendolen gwendolyn
gwyneth hannah hans harold haroldo harriet harry harvey hassan hattie hazel heather hebe heber
hector heitor heladio helen helena helene heleno helga helio heliodoro heloina heloisa henrietta
henrique henriqueta henry heraclito herbert herculano heriberto herman hermelinda hermenegildo
hermengarda hermes herminda herminia herminio hermogenes hernan hilario hilary hilda hildebrando
hilton hipolito hiroshi holly honorata honorina honorio hope horacio horatio hortencia hortensia
howard hugo hugolina humbertina humberto humphrey hunter iago ian iara ibrahim ida idalecia idalia
idalina idelfonso ieda ifigenia ignacia ignacio ignatius igor iker ilda ildefonso ilza imanol imelda
imogen imogene inacia inacio inaki indalecio ines ingrid inocencia iolanda iracema iraci iraildes
irene iria irineia irineu iris isa isaac isabel isabela isabella isabelle isac isadora isaias isaura
isidora isidoro isidra isidro isla ismael ismenia isolda isolina itamar itziar ivan ivana ivanete
ivani ivanilda ivanildo ivanir ivete ivo ivone ivor ivy izabel izabela izan izaura jaciara jacinete
jacinta jacinto jacira jacirema jack jackeline jackie jackson jaco jacob jacobo jacqueline jacques
jacqui jade jader jaime jair jairo jake james jamie jamila jan janaina jandir jandira jane janet
janete janice janine januario jaqueline jardel jared jasmim jasmin jasmine jason jasper javier jay
jayme jayne jean jeanette jeanne jeferson jeff jefferson jeffrey jemima jenifer jennifer jenny
jeremias jeremy jerome jeronimo jerry jerusa jesse jessica jessie jessika jesuina jesus jhonatan
jill jim jimena jimmy joan joana joann joanna joanne joao joaozinho joaquim joaquin joaquina jocasta
jocelyn jodie joe joel joelma joelson joey johan johanna johannes john johnny joice jonah jonas
jonatas jonathan jordana jordi jorge jorgina jose josefa josefina josefino joselito josep joseph
josephine josh joshua josiah josiane josias josie josiel josinaldo josivaldo josue josy jovelina
jovita joy joyce juan juana juanita juanito juanjo juarez jucara jucelino jude judite judith judy
julia julian juliana juliane julianne juliano juliao julie juliet julieta juliete julio julius june
juninho jurandir jurema jurgen juscelino jussara justin justina justino juvenal juvencio kaio kaique
kaitlyn kamila karen karin karina karine karl karla karol karolina katarina kate katherine kathleen
kathryn kathy katia katie katrina kaua kauan kaue kayla kayleigh keila keith kelly kelsey kelvin ken
kendra kenji kenneth kevin kieran kika kim kimberly kirsten klaus kleber kristen kristin kristina
kristine kumar kurt kyle ladislau laercia laercio laia laila lais laiza lalo lance lara lari larissa
larry lars latoya laudelina laura lauren laurence lauriano laurinda laurindo lauro lavinia lazaro
lea leah leandra leandro leanne leide leila leire lena lenice leninha leo leocadia leon leona
leonardo leonel leonidas leonilda leonor leontina leopold leopoldina leopoldo leroy leslie leticia
levi lewis leyla lia liam liana liberato librada lidia lidiane lidio liduina ligia lilia lilian
liliana liliane lily lina linda lindalva lindinalva lindomar lindsay lindsey lionel lisa lisandra
lisiane livia liz liza lizandra lloyd logan lois lola lolita lorena lorenza lorenzo loretta lori
lorna lorraine louis louisa louise lourdes lourenco lourival luan luana luca lucas lucca luci lucia
luciana luciane luciano lucila lucilene lucille lucimar lucinda lucineia lucinete lucio lucrecia
lucy ludmila ludovina luigi luis luisa luise luisinho luiz luiza luizinho luke lulu luna lupe lupita
luz luzia luzinete lydia lynn lynne mabel macarena macaria macario maciel madalena maddie magali
magda magdalena maggie magnolia maiara maicon maira maite malcolm malik malu malvina manoel manoela
manolo manu manuel manuela manuelita mara marc marcela marcele marcelina marcelino marcella marcelo
marcia marcial marciel marcinho marcio marcionila marco marcolino marcos marcus marga margaret
margarete margarida margarita marge mari maria mariah mariana mariane marianne mariano maribel
maricarmen maricelia marie mariel mariela marilda marilena marilene marilia marilu marilyn marina
marinalva marinete marinho mario marion marisa marisela marisol marissa maristela marivaldo mariza
marjorie mark marlene marli marlon marluce marlucia marly marquinhos marshall marta marten martha
martim martin martina martiniano marvin mary maryann mason mateo mateus matheus mathew mathilda
mathilde matias matilda matilde matteo matthew maude maura maureen mauricinho mauricio mauro mavis
maximiliano maximina maximino maximo maxine may maya mayara maynard mayra megan mei meire melania
melanie melina melinda melissa melquiades mercedes mercia meredith micaela michael michal michel
michele michelle miguel mike mikhail mila milagros mildred milena miles millicent millie milton
mireia mirela miren miriam mirian mirtes misael mitchell moacir moacyr moema mohamed mohammed moira
moises molly mona monica monique montse montserrat morgana morris mortimer muriel murilo myriam
myrtle nacho nadia nadine nadir nadja naiara nair naira nancy nanda nando naomi napoleao napoleon
nara narcisa narciso natal natalia natalie natalino natasha nathalia nathalie nathan nathaniel
nazare nazareno neide neil neila neiva nelida nelly nelson nemesio nena nene nerea nereu nestor neto
neusa neuza newton neymar nicanor nicholas nick nico nicodemos nicolas nicolasa nicolau nicole
nicoly nieve nieves nigel nigella nilda nilo nilson nilton nilza nina nivaldo nivea noah noelia
noemi noemia nora norberta norberto norival norma norman nuno nuria obdulia obdulio octavia octavio
odair odalys odete odette odilia odilon odorico ofelia olavo olegario olga olimpia olinda olindina
olinto olive oliver olivia olwen omar onesimo onofre ophelia orestes orlandina orlando oscar osmar
osmarina osorio osvaldo oswaldo otacilio otaviano otavio otilia otto owen pablo paco paige palmira
paloma pam pamela pancho paola paolo paquita paschoal pascoal patricia patricio patrick patsy patty
patxi paul paula paulette paulina pauline paulinho paulino paulo pearl pedrinho pedrito pedro peggy
penelope pepa pepe pepito percival percy peregrino perla perpetua peter petra petronila petronilo
petronio phil philip philippa phillip philomena phineas phoebe phyllis pierre pietra pietro pilar
placida poliana policarpo polly porfirio primitivo priscila priscilla priya prudencia purificacion
quenia quentin quincy quirino quiteria quiterio rachel rafa rafael rafaela rafaella raimunda
raimundinho raimundo raissa raj ralph ramiro ramon ramona randy rapha raphael raquel raul rayane
raymond rebeca rebecca regiane regina reginald reginaldo regis reinalda reinaldo rejane remedios
remigio renan renata renato rene renee reyes reynalda rhonda ricarda ricardina ricardo richard rick
ricky rigoberto rita rob robert roberta robertinho roberto robin robson rocio rodney rodolfa rodolfo
rodrigo rogelia rogelio roger rogeria rogerio roland romana romario romeu romilda romualdo romulo
ronald ronaldao ronaldinho ronaldo ronan ronnie roque rosa rosalba rosalia rosalie rosalina rosalind
rosalva rosamund rosana rosane rosangela rosaria rosario rosaura rose roseane roseli roselia
rosemary rosemeire rosendo rosie rosilda rosildo rosilene rosimar rosimeire rosinha rosita rosivaldo
ross rowena roxana roxanne rozilda rubem ruben rubens ruby rufina rufino rufus rui rupert ruperta
ruperto russell ruth rutilio ruy ryan sabina sabrina salete sally salome salvador salvadora sam
samanta samantha samara samira sammy samson samuel sandoval sandra sandro sandy sanjay santi
santiago sara sarah saturnina saturnino saulo savio scarlett scott sean sebastian sebastiana
sebastiao selena selma senhorinha serafim serafina serena sergei sergi serginho sergio seth severa
severina severino shane shannon sharon shaun sheila shelby sheldon shelley shirlei shirley sibele
sidnei sidney silas silmara silvana silvania silvano silveria silverio silvestre silvia silvino
silvio simao simeao simon simone sinesio sinforosa siobhan socorro sofia sofronia sol solange solano
soledad sonia sonya sophia sophie soraia soraya sotero spencer stacey stacy stanley stefan stefani
stefany stela stella stenio stephanie stephen steve steven stewart stuart suelen sueli suely
sullivan susan susana susanne suzana suzane suzanne suzete suzy sven sybil sylvia sylvie tabata
tabby tabitha taciana tadeu taina tainara tais talita tamara tamires tania tanya tara tarciana
tarcila tarcisio tarsila tati tatiana tatiane tavinho taylor teca ted teddy telesforo telma telmo
teo teodolinda teodora teodoro tercio tere terencio teresa teresinha teresita tereza terezinha
terezinho terrence terry thaddeus thais thaisa thales thalita theo theodora theodore theresa thiago
thomas tiago tibo tiburcio tiffany tim timotea timoteo timothy tina tobias toby todd tomas tomasa
toni tonia toninho tono tony tonya toribia toribio tracy travis trevor tricia trinidad tristao tyler
ubaldina ubaldo ubirajara ubiratan ulisses ulrica ulysses umbelina urania urbana urbano urko ursula
vagner valdeci valdecir valdemar valdemira valdete valdinei valdir valdira valdirene valdivino
valdomiro valentim valentin valentina valeria valeriana valeriano valerie valmir valter vanderlei
vanderson vandinha vandira vanesa vanessa vania vanilda vanusa vasco vava venancia venancio
venceslau vera veridiana vernon veronica veronique vespasiano vicencia vicenta vicente vicky victor
victoria vilma vincent vinicius violet violeta virgilio virginia virginio virgulino viridiana
virtudes vitalina vito vitor vitoria viturino vivi vivian viviana viviane vivien vladimir wade
wagner walace waldemar waldir wallace walmir walmor walter wanda wandecleison wanderlei wanderson
warren washington wayne wei welington wellington wenceslao wendel wendell wendy wesley wilbur
wilfred wilfredo wilfrid will william wilma wilmar wilson wilton winifred winona winslow winston
wyatt xabier xanda xande xavi xavier xenia ximena xiomara yadira yago yamila yara yasmim yasmin
yesenia yolanda yuki yuri yusuf yvonne zacarias zach zachary zadie ze zeca zefa zeferino zelda zelia
zelina zelinda zelma zenaide zenilda zenobia zeze zezinho zilda zilma zinha zita zoe zoraida zoraide
zuleica zuleide zulema zulmira zumira
"""

_SURNAMES = """
abbott abrantes abreu acevedo acosta adams adkins aguayo aguiar aguilar aguilera aguirre alarcon
alcantara alencar alfaro allen almeida alonso altamirano alvarado alvarez alves alvim amado amaral
amaya amorim anaya anderson andrade andrews antunes aragao aranda aranha araujo arce arellano
armstrong arnold arriaga arroyo arruda assis assuncao atkins avila ayala azevedo baez bailey baker
bandeira baptista barajas barbosa barker barnes barnett barrera barreto barrett barros barroso
barton bastos bates batista bautista baxter becerra becker beltran benavides benitez bennett benson
bermudez bernal bezerra bianchi bittencourt blackwell blair blanco boaventura bonfim bonilla boone
borges botelho bowen bowers bowman boyd bradley brady braga braganca brandao brant brennan brewer
briggs briones brito brizola brooks brown bryant buchanan bueno burgess burke burnett burton
bustamante byrd byrne caballero cabral cabrera caceres caldas caldeira calderon caldwell calixto
callahan camacho camargo cameron campbell campelo cano cantu cardenas cardoso cardozo carlson
carmona carneiro carpenter carr carranza carrasco carrillo carrion carroll carter carvalho castaneda
castellanos castilho castillo castro cavalcante cavalcanti cazares ceballos cedillo cerqueira
cervantes chagas chandler chapman chavarria chaves chavez christensen cifuentes cisneros clark
clarke clayton cobb coelho coleman collier collins connolly conti contreras conway cook cooper
copeland cordeiro cordero coronado correa correia cortes cortez costa coutinho couto covarrubias cox
crawford cummings cunha cunningham curry curtis d'avila dalton damasceno daniels dantas davenport
davidson davies davila davis dawson decker delgado dempsey dias diaz diniz dixon dodson domingues
dominguez donaldson donovan dorneles dougherty douglas doyle drummond duarte duffy duncan dunn duran
dutra eaton echevarria echeverria edwards elizondo elliott emerson enriquez erickson escalante
escobar espinosa espinoza esquivel esteves estevez estrada evangelista evans fagundes fajardo falcao
faria farias farrell faustino feitosa ferguson fernandes fernandez ferrari ferraz ferreira ferrer
figueira figueiredo figueroa finch fischer fitzgerald fitzpatrick fleming fletcher florencio flores
floyd flynn fogaca foley fonseca fontenele fontes fontoura foster fowler fraga fragoso franca franco
franklin fraser frazier freeman freire freitas frota fuentes furtado galindo gallagher gallardo
gallego galvao galvez gama gamez garcez garcia gardner garner garrett garrido garrison gaspar gentry
gibbs gibson gil gilbert gimenez glover godinho godoi godoy goes gomes gomez goncalves gonzaga
gonzales gonzalez goodman goodwin gordon goulart gouveia graham green greer gregory griffin griffith
grimes guedes guerra guerrero guevara guimaraes gusmao guthrie gutierrez guzman hall hamilton
hammond hampton hancock hansen hanson hardin harding harmon harper harrington harris harrison hart
hartman harvey hawkins hayden hayes haynes henderson henson heredia herman hernandes hernandez
herrera hess hester hicks hidalgo higgins hines hobbs hodges hoffman hoffmann hogan holanda holland
holloway holmes holt hopkins horton howard howe howell hubbard huber hudson huff hughes humphrey
hurley hurst hutchinson ibanez ibarra iglesias ingram irwin jackson jacobs jacobson jardim jarvis
jefferson jenkins jennings jensen jimenez johnson johnston jones juarez junqueira kane keller kelley
kelly kemp kennedy kerr king kirby klein knapp knox koch kowalski kramer lacerda lambert lancaster
lara larsen larson lawrence lawson leal leao leblanc ledesma lee leite leiva lemos leon leonard
levine lewis lima lindsey linhares lins lira lisboa livingston lloyd lobao lobato lobo logan long
lopes lopez lorenzo loureiro lowe lowery lozano lujan luna luque luz lynch lyons macedo machado
maciel mack madeira magalhaes mahoney maia maldonado malone malta manning manzano marin marinho
marins marques marquez marrero marshall martin martinez martins mascarenhas massey mathews matias
matos matthews mattos maxwell maynard mcbride mccarthy mcclain mccormick mccoy mccullough mcdaniel
mcdonald mcdowell mcgee mcgrath mcguire mcintosh mcintyre mckay mckenzie mckinney mclaughlin mclean
mcleod mcmahon mcmillan mcneil mcpherson medeiros medina medrano meireles mejia melendez mello melo
melton mendes mendez mendonca mendoza meneses menezes mercer merritt mesquita meyer meyers middleton
miller miranda molina monroe monteiro montenegro montero montgomery montoya moore mora moraes morais
morales moran moreira moreno moretti morgan morris morrison morrow morton mota motta moura mourao
mueller mullen muller mullins muniz munoz munroe murillo murphy murray myers nakamura nascimento
nash navarro naves negreiros nelson neves newman newton nguyen nicholls nichols nicholson nielsen
nobre nobrega nogueira nolan noronha norris norton novaes novais nunes nunez obrien ocampo ochoa
oconnor odonnell ojeda oliva olivares oliveira olmedo olmos olsen olson oneill ordonez orozco ortega
ortiz osborne owen owens pacheco padilha padilla paes paiva paixao palacios palma palmer paranhos
parker parra parrish parsons pascual patel patterson patton payne paz pearson pedrosa peixoto pena
penha pennington peralta perea pereira peres perez perkins perry pessoa pestana peters petersen
peterson phelps phillips pimenta pimentel pineda pinheiro pinho pinto pires pittman ponce pontes
poole portela porto powell prado prates pratt preston price proctor pruitt quadros queiros queiroz
quigley quinn quintana quintela quintero quiroga ramalho ramirez ramos ramsey randall randolph
rangel rasmussen ratliff rebelo reeves rego reid reilly reis resende reyes reynolds rezende rhodes
ribas ribeiro ricci richards richardson riggs riley rincon rios ritter rivas rivera robbins roberts
robertson robinson robledo robles rocha rodrigues rodriguez rogers rojas roldan rollins roman romano
romero rondon rosado rosales ross rossi rowe rowland ruiz russell rutledge ryan sa saavedra saenz
salas salazar salcedo saldanha sales salgado salinas samaniego sampaio sampson sanabria sanchez
sanders sandoval sanford santamaria santana santiago santillan santos saraiva sardinha sarmento
saunders sawyer schaefer schmidt schmitz schneider schroeder schultz schwartz scott seabra segovia
seixas sellers sena sepulveda sequeira serna serpa serra serrano sexton shaffer shannon shaw shea
shelton shepherd sheppard sherman silva silveira simmons simoes simpson sims singleton siqueira
skinner slater sloan smith snyder soares sobral sobrinho solano solis solomon soriano sosa soto
sousa souto souza spencer stafford stanley stanton steele stephens stephenson stevens stevenson
stewart stokes strickland stuart suarez sullivan sutton swanson sweeney tanaka tapia tate tavares
taveira taylor teixeira tejada tejeda teles telles tellez terrell thomas thompson thornton tillman
tinoco todd toledo torres toscano tovar townsend travassos travis trejo trevino trindade trujillo
turner tyler tyson uchoa underwood urbina urena uribe urrutia valadares valdes valdez valdivia vale
valencia valente valle vallejo vance varela vargas vasconcellos vasconcelos vasques vasquez vaughan
vaughn vaz vazquez vega veiga velasco velasquez velazquez velez veloso ventura vera vergara viana
vianna vidal vieira vilanova vilar vilela vilhena villa villalobos villanueva villasenor villegas
viveiros wade wagner wallace waller walsh walters walton ward warner warren watkins watson watts
weber webster weiss welch wells wheeler whitaker white whitehead whitfield whitley wiggins wilcox
wiley wilkerson wilkins wilkinson williams williamson willis wilson winters wolff woodard woodward
wright xavier yamamoto yanez yates young zabaleta zamora zapata zarate zavala zepeda zimmerman
zuniga zurita
"""

GIVEN_NAMES = frozenset(_GIVEN.split())
SURNAMES = frozenset(_SURNAMES.split())
