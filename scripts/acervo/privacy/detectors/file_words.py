"""Words in names of files: which belong to somebody, and which are everybody's. All folded."""

# A document that is somebody's, whatever else its name says.
_PERSONAL_WORDS = """
curriculo curriculum cv resume contrato contratos contract contracts comprovante comprovantes
comprovativo comprobante recibo recibos receipt rg cpf cnh cnpj passaporte passport pasaporte
certidao certificado certificate atestado exame exames laudo receita receituario holerite
contracheque extrato extracto procuracao declaracao boleto fatura factura invoice payslip nomina
ficha prontuario matricula historico diploma identidade identidad dni ine curp testamento
escritura inventario peticao sentenca processo denuncia orcamento presupuesto pix transferencia
pagamento pago payment salario salary admissao demissao rescisao aso vacina vacinacao boletim
selfie nude nudes
"""

# Words of names that are nobody's.
_COMMON_WORDS = """
a o e as os of the and or to for in on de da do das dos del la el los las y en com con sem by v
ver rev n no final finais draft rascunho copy copia new novo nova old velho version versao update
atualizado report relatorio reporte informe manual guide guia readme license changelog notes nota
notas note book livro libro paper artigo article articulo thesis tese tesis slides slide
apresentacao presentation presentacion deck aula class lecture lesson course curso tutorial
exercise exercicio exercicios lista list example exemplo ejemplo sample demo test teste prova data
dados datos dataset database table tabela tabla output input result results resultado resultados
document documento documentos doc file arquivo archivo ficheiro image imagem imagen picture photo
foto fotos video audio logo icon banner background wallpaper thumbnail screenshot diagram diagrama
chart graph grafico plot figure figura fig map mapa poster flyer cartaz menu cardapio agenda
calendar calendario schedule cronograma edital ata minutes regulamento regimento estatuto lei law
policy politica termo termos terms plan plano project projeto proyecto budget form formulario
template modelo index default main home cover capa page pagina chapter capitulo part parte section
appendix anexo summary resumo resumen abstract review intro introduction introducao overview spec
specification rfc whitepaper cheatsheet reference api backup export import archive download upload
temp tmp untitled semtitulo unnamed pdf docx xls xlsx png jpg jpeg gif zip csv txt html preprint
proceedings survey release source sources src build dist linux windows win mac macos android ios x
amd arm bit setup install installer package pkg log logs config requirements robots notebook model
models python rust java go node npm kernel kubernetes docker web app server client user admin
group grupo conversa chat whatsapp january february march april may june july august september
october november december janeiro fevereiro marco abril maio junho julho agosto setembro outubro
novembro dezembro enero febrero marzo mayo junio julio septiembre octubre noviembre diciembre jan
feb fev mar apr abr mai jun jul aug ago sep set oct out nov dec dez dic segunda terca quarta
quinta sexta sabado domingo semana week month mes year ano q primeiro segundo black white dark
light red green blue small large big full original edited edit cropped
"""

# The most frequent given names of Brazil, Portugal, Spain, Mexico and the United States: what tells
# "maria-silva.pdf" from "cargo-tree.pdf". Authors and the roster are recognised before, by name.
_GIVEN_WORDS = """
adriana adriano alejandra alejandro alex alexandre alice aline amanda ana anderson andre andrea
andreia angela anna anne antonia antonio arthur ashley barbara beatriz bernardo bianca brenda
bruna bruno caio camila carla carlos carmen carolina cecilia celia charles christopher claudia
claudio cristiana cristiane cristiano cristina daniel daniela danielle david davi debora denise
diana diego diogo dolores duarte edson eduarda eduardo elaine elena eliane elisa elizabeth emilia
emily emma enrique enzo erica erika ester fabiana fabio fatima felipe fernanda fernando flavia
flavio francisca francisco gabriel gabriela geraldo giovanna gonzalo guadalupe guilherme gustavo
heitor helena henrique hernandez hugo ignacio igor ines inacio isaac isabel isabela isabella ivan
jaime james javier jean jennifer jessica jesus joana joao joaquim john jorge jose joseph joshua
juan juana juliana juliano julia julio karen karina kevin laura lara larissa leandro leonardo
leticia linda lorena lourdes lucas lucia luciana luciano luis luisa luiz luiza luzia manoel manuel
manuela marcela marcelo marcia marcio marcos margarida maria mariana mario marina marta mary
mateus matheus matthew mauricio mauro melissa michael miguel milena monica murilo natalia nathalia
nelson nicolas olivia oscar pablo pamela patricia patrick paula paulo pedro priscila rafael
rafaela raimundo ramon raquel raul rebeca regina renan renata renato ricardo rita robert roberta
roberto rodrigo rogerio rosana rosario sabrina samuel sandra santiago sara sarah sebastiao sergio
silvana silvia simone sofia sonia susana tania tatiana teresa thais thiago thomas tiago valentina
valeria vanessa vera veronica vicente vinicius vitor viviane wagner wellington william xavier
ximena yasmin yolanda
"""

# Words that open a sentence rather than the name of a file.
_OPENERS_WORDS = """
segue seguem olha olhem veja vejam ve abre abra enviei mandei manda baixei baixe baixa leia le ver
vi aqui este esse essa esta o a os as um uma meu minha seu sua nosso nossa no na em com oi here
see check sent open download read the my your this that an in on from mira envio adjunto el un una
mi tu su te anexo anexei foto arquivo file archivo documento attached attaching please por favor
pf que
"""

_LINKING_WORDS = "de da do das dos e y del la las los of and"

PERSONAL = frozenset(_PERSONAL_WORDS.split())
COMMON = frozenset(_COMMON_WORDS.split())
GIVEN = frozenset(_GIVEN_WORDS.split())
OPENERS = frozenset(_OPENERS_WORDS.split())
LINKING = frozenset(_LINKING_WORDS.split())
