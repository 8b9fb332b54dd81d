"""Frequent given names of Portuguese, Spanish and English, and frequent surnames: folded.

Written from general knowledge of who lives where these languages are spoken. They are no list of
people: a name that is missing here is still recognised when a member bears it, or behind a strong
cue. Names that are also ordinary words are in `ordinary_words`, which is asked first.
"""

_GIVEN = """
abby abel abigail abraao abraham adalberto adam adao adela adelaide adelia ademar ademir adilson
adolfo adrian adriana adriane adriano adriel afonso agata agatha agnaldo agnes agostinho agueda
agustin ahmed aida aidan ailton airton aitor alain alan alana alba albert alberta alberto alda
aldair aldo alejandra alejandro aleksandr alena alessandra alessandro alex alexander alexandra
alexandre alexia alexis alfie alfonso alfred alfredo ali alice alicia aline alison alisson allan
allison alma almir aloisio alonso altair alvar alvaro alyssa alzira amado amalia amanda amaro amber
amelia amit amparo amy ana anabel anabela anais ananda ander anderson andoni andre andrea andrei
andreia andres andressa andrew andy anesio angel angela angeles angelica angelina angelita angelo
anibal anil aninha anita ann anna annabelle anne annie anselmo anthony antonia antonio aparecida
aparecido april arantxa archie ariana ariane arianna ariel aritz arlete arlindo arlo armando arnaldo
art arthur artur ashley asuncion august augusta augusto aurea aurelio aurora ayrton barbara
bartolome basilio beatrice beatriz bebeto becca becky begona belen belinda ben benedita benedito
benicio benita benito benjamim benjamin bento bernadete bernard bernarda bernardo bernie bert berta
beth bethany betina betinho beto betty beverly bia bianca bill blanca bob bobby boris borja brad
bradley brandon braulio brenda brenna breno brian brianna bridget britney bru bruce bruna bruno
bryan cadu caetano caio caique caitlin calvin cameron camila camille camilo candace candelaria
candida candido carina carl carla carlinhos carlitos carlos carlota carly carmela carmelita carmem
carmen carol carola carole carolina caroline carolyn carrie carter casey cassandra cassia cassiano
cassie cassio catalina catarina catherine cathy caua cauan caue cecil cecilia celeste celestino
celia celina celio celma celso cesar chance charles charlie charlotte charo chelsea chema cheryl
chiara chico chloe chris christian christiane christina christine christopher cibele cicera cicero
cida cindy cinthia cintia ciro claire clara clarice clarissa claudemir claudete claudette claudia
claudinei claudio claudionor clayton cleber cleide cleiton clelia clemente cleusa cleuza clifford
clodoaldo clotilde clovis clyde cody colleen conceicao concha connor conrado consuelo corey corina
cornelius courtney craig cris crisley cristian cristiana cristiane cristiano cristina cristobal
cuauhtemoc curtis cynthia cyrus dagmar daiana daiane daisy dakota dalila dalton dalva damian damiao
dani daniel daniela daniele daniella danielle danilo danny dante darci darcy daria dario darlene
darrell darren daryl dave davi david davide dayana dayane dean deb debbie debora deborah debra dede
deirdre deise deivid delfina delia della denilson denis denise denize dennis deolinda derek desmond
diana diane didi diego dilma dilson dimas dinah dinis diogo dirce dirceu djair djalma dmitri dolores
domingas domingo domingos dominic dominick dominique donald donna dora doreen doris dorothea dorothy
douglas duarte duda dudu dulce dulcineia duncan dwayne dylan earl eddie eder edgar edgard edilene
edilson edimar edinaldo edinho edite edith edmund edna ednaldo edson edu eduarda eduardo edurne
edvaldo edward edwin eileen elaina elaine elba elcio eleanor elena eleonora eli eliana eliane elias
elida eliete eliezer elijah elisa elisabete elisabeth elisangela elise eliseu elissa elizabete
elizabeth elizete ella ellen ellie elliot elliott ellis elmer elmo eloa eloisa eloy elroy elsa elton
elvira ely elza emanuel emanuela emanuele emerson emilia emiliano emilio emily emma emmanuel
encarnacion eneko enrico enrique enzo erasmo eric erica erick erik erika erin ernest ernesto ernie
esme esmeralda esperanca esperanza esteban estefania estela ester estevao esther estrella ethan
eugene eugenia eugenio eulalia eunice eusebio eva evaldo evan evandro evaristo evelin evelyn
everaldo everton ezequiel fabian fabiana fabiane fabiano fabinho fabio fabiola fabricio fafa faith
fatima fausto federico fefe felicia felicidade felicity felipa felipe felisa felix fergus fermin
fernanda fernandinho fernando fidel filipa filipe fiona flavia flavio flor flora florencia
florentino florinda frances francesca francielle francine francis francisca francisco franco
francois frank franklin fred freddy frederica frederico freya gabe gabi gabriel gabriela gabriele
gabriella gabrielle gael garrett gary gaspar gavin geisa gema gemma genaro gene genesio geni
genilson genivaldo genoveva geoffrey george georgina geovana geovanna gerald geralda geraldine
geraldo gerard gerardo germana germano gerson gertrudes getulio giane gideon gil gilbert gilberto
gilda gillian gilmar gilson gilvan gina gines giovana giovane giovani giovanna giovanni gisela
gisele giselle gislaine giulia giuliana giuseppe gladys glauber glaucia gleice glenda glenn gloria
glynn goncalo gonzalo gordon gorka graca grace graciela graham graziela grazielle greg gregoria
gregorio gregory greta guadalupe guga gugu guido guilherme guilhermina guillermo gus gustavo guto
guy gwen gwendolyn hannah hans harold haroldo harriet harry harvey hassan hazel heather hebe heber
hector heitor helen helena helene helga helio heloisa henrietta henrique henriqueta henry heraclito
herbert herman hermes herminia herminio hernan hilario hilary hilda hilton hiroshi holly hope
horacio hortencia howard hugo humberto hunter iago ian iara ibrahim ida idalia idalina ieda ignacio
igor iker ilda ilza imanol imelda imogen inacia inacio inaki ines ingrid iolanda irene irineu iris
isa isaac isabel isabela isabella isabelle isac isadora isaias isaura isidoro isidro isla ismael
ismenia isolda itamar itziar ivan ivana ivanete ivani ivanilda ivete ivo ivone ivor ivy izabel
izabela izan izaura jaciara jacinta jacinto jacira jack jackeline jackie jackson jaco jacob
jacqueline jacques jacqui jade jader jaime jair jairo jake james jamie jamila jan janaina jandira
jane janet janete janice janine jaqueline jardel jared jasmim jasmin jasmine jason jasper javier jay
jayme jayne jean jeanette jeanne jeferson jeff jefferson jeffrey jemima jenifer jennifer jenny
jeremias jeremy jerome jeronimo jerry jesse jessica jessie jessika jesus jhonatan jill jim jimena
jimmy joan joana joann joanna joanne joao joaozinho joaquim joaquin joaquina jocelyn jodie joe joel
joelma joelson joey johan johanna johannes john johnny joice jonah jonas jonatas jonathan jordana
jordi jorge jorgina jose josefa josefina josep joseph josephine josh joshua josiane josias josie
josue josy joy joyce juan juana juanita juanito juanjo juarez jude judite judith judy julia julian
juliana juliane julianne juliano julie juliet julieta juliete julio julius june juninho jurgen
jussara justin justina justino juvenal kaio kaique kaitlyn kamila karen karin karina karine karl
karla karol karolina katarina kate katherine kathleen kathryn kathy katia katie katrina kaua kauan
kaue kayla kayleigh keila keith kelly kelsey kelvin ken kendra kenji kenneth kevin kieran kika kim
kimberly kirsten klaus kleber kristen kristin kristina kristine kumar kurt kyle laercio laia laila
lais laiza lalo lance lara lari larissa larry lars latoya laura lauren laurence laurinda lauro
lavinia lazaro lea leah leandra leandro leanne leide leila leire lena lenice leninha leo leocadia
leon leona leonardo leonel leonidas leonor leopoldo leroy leslie leticia levi lewis leyla lia liam
liana lidia lidiane ligia lilia lilian liliana liliane lily lina linda lindalva lindomar lindsay
lindsey lionel lisa lisandra lisiane livia liz liza lizandra lloyd logan lois lola lolita lorena
lorenza lorenzo loretta lori lorraine louis louisa louise lourdes lourenco lourival luan luana luca
lucas lucca luci lucia luciana luciane luciano lucila lucilene lucille lucimar lucinda lucineia
lucio lucy ludmila luigi luis luisa luise luisinho luiz luiza luizinho luke lulu luna lupe lupita
luz luzia lydia lynn lynne mabel macarena madalena maddie magali magda magdalena maggie maiara
maicon maira maite malcolm malik malu manoel manoela manolo manu manuel manuela mara marc marcela
marcele marcelino marcella marcelo marcia marcial marciel marcinho marcio marco marcos marcus marga
margaret margarete margarida margarita marge mari maria mariah mariana mariane marianne mariano
maribel maricarmen marie mariel mariela marilda marilena marilene marilia marilu marilyn marina
marinalva marinho mario marion marisa marisela marisol marissa maristela mariza marjorie mark
marlene marli marlon marlucia marly marquinhos marshall marta marten martha martim martin martina
marvin mary maryann mason mateo mateus matheus mathew mathilda mathilde matias matilda matilde
matteo matthew maura maureen mauricinho mauricio mauro maximiliano maximo maxine may maya mayara
mayra megan mei meire melania melanie melina melinda melissa mercedes meredith michael michal michel
michele michelle miguel mike mikhail mila milagros mildred milena miles millie milton mireia mirela
miren miriam mirian mirtes misael mitchell moacir moacyr mohamed mohammed moira moises molly mona
monica monique montse montserrat morgana morris muriel murilo myriam nacho nadia nadine nadir naiara
nair naira nancy nanda nando naomi napoleao nara natal natalia natalie natasha nathalia nathalie
nathan nathaniel nazare neide neil neila neiva nelly nelson nena nene nerea nestor neto neusa neuza
newton neymar nicanor nicholas nick nico nicolas nicolau nicole nicoly nieve nieves nigel nilda nilo
nilson nilton nilza nina noah noelia noemi noemia nora norberto norma norman nuno nuria obdulia
octavio odair odete odilon ofelia olavo olga olinda olive oliver olivia omar onofre orlando oscar
osmar osvaldo oswaldo otavio otilia otto owen pablo paco paige paloma pam pamela pancho paola paolo
paquita patricia patricio patrick patsy patty patxi paul paula paulina pauline paulinho paulo pearl
pedrinho pedrito pedro peggy penelope pepa pepe pepito perla peter petra phil philip phillip phoebe
phyllis pierre pietra pietro pilar poliana polly priscila priscilla priya purificacion quenia
quentin quirino quiteria rachel rafa rafael rafaela rafaella raimunda raimundo raissa raj ralph
ramiro ramon ramona randy rapha raphael raquel raul rayane raymond rebeca rebecca regiane regina
reginaldo reinaldo rejane remedios renan renata renato rene renee reyes rhonda ricardo richard rick
ricky rita rob robert roberta robertinho roberto robin robson rocio rodney rodolfo rodrigo rogelia
rogelio roger rogeria rogerio roland romario romeu romulo ronald ronaldao ronaldinho ronaldo ronan
ronnie roque rosa rosalba rosalia rosalina rosalind rosana rosane rosangela rosaria rosario rose
roseane roseli rosemary rosemeire rosie rosilda rosilene rosimeire rosinha rosita ross roxana
roxanne rubem ruben rubens ruby rui rupert russell ruth ruy ryan sabrina salete sally salome
salvador salvadora sam samanta samantha samara samira sammy samson samuel sandra sandro sandy sanjay
santi santiago sara sarah saturnino saulo savio scarlett scott sean sebastian sebastiana sebastiao
selena selma serena sergei sergi serginho sergio seth severina severino shane shannon sharon shaun
sheila shelby sheldon shelley shirlei shirley sibele sidnei sidney silas silmara silvana silvania
silvano silverio silvestre silvia silvio simao simon simone socorro sofia sol solange soledad sonia
sonya sophia sophie soraia soraya spencer stacey stacy stanley stefan stefani stefany stela stella
stephanie stephen steve steven stewart stuart suelen sueli suely sullivan susan susana susanne
suzana suzane suzanne suzy sven sybil sylvia tabata tabitha taina tainara tais talita tamara tamires
tania tanya tara tarcisio tarsila tati tatiana tatiane tavinho taylor teca ted teddy telma teo
teodora teodoro tere teresa teresinha teresita tereza terezinha terry thais thaisa thales thalita
theo theodora theodore theresa thiago thomas tiago tiffany tim timoteo timothy tina tobias toby todd
tomas tomasa toni tonia toninho tono tony tonya tracy travis trevor tricia trinidad tyler ubirajara
ubiratan ulisses ulysses urbano urko ursula vagner valdeci valdemar valdir valdirene valentim
valentin valentina valeria valerie valmir valter vanderlei vanderson vandinha vanesa vanessa vania
vasco vava vera veridiana vernon veronica vicente vicky victor victoria vilma vincent vinicius
violet violeta virgilio virginia vito vitor vitoria vivi vivian viviana viviane vivien vladimir wade
wagner walace waldemar waldir wallace walmir walter wanda wanderlei warren washington wayne wei
wellington wendell wendy wesley wilbur wilfred will william wilma wilson wilton winifred winston
xabier xanda xande xavi xavier ximena xiomara yago yara yasmim yasmin yesenia yolanda yuki yuri
yusuf yvonne zach zachary ze zeca zefa zelda zelia zelma zenaide zeze zezinho zilda zilma zinha zita
zoe zoraida zuleica zuleide zulmira
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
