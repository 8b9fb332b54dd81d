"""Words around names, folded: what is no person, what is called after one, where a name ends."""

# Behind "sr.", "sou o", "nome:", and no person.
_NOBODY = """
administracao advogada advogado amanha analyst android apple aqui associacao atendimento auditor
auditora back backend banco bank boa bom brasil brazil cartao china cidade civil cliente cnpj
company computacao condominio conta corp cpf data desembargador desembargadora designer deus
developer devops dios director diretor diretora diretoria distrital dono duena dueno eireli ela ele
eletrica empresa end engenharia engineer engineering equipe espana esta estado estadual este eu eua
facebook familia federal foundation front frontend full fundacao galera gente gerencia git github
gmail god google governador governadora governo grupo he her his hoje i inc instagram instituto
internet iphone iptu isso it javascript jesus juiz juiza junior linkedin linux llc ltda mac manager
me mecanica mexico microsoft militar ministerio ministra ministro my nacional nao netflix nome nos
nubank office oi ola ontem our paypal pedido pessoal pix portaria portugal prefeitura presidenta
presidente producao product produto programacao project projeto publica publico python relator
relatora rust sa secretaria senha senhor senior servico she sim sindico sistema sistemas software
staff street suporte team telegram that the they this time todos turma twitter uber ubuntu
universidade university usa voce we whatsapp wifi windows word you your youtube zoom quem alguem
ninguem someone anyone who whom fez disse falou quer quis foi said just told went says did dijo hizo
quien alguien nada tudo titular substituto substituta adjunto adjunta executivo executiva auxiliar
assistente efetivo ellas
"""
# Before or behind the name of a person in that of a place, a work or an organisation.
_ORGANISATION = """
airport alameda associacao association av avenida avenue award bairro banco bank bridge building
calle camara casa cidade city clinica club clube colegio college colonia companhia company
condominio cooperativa corp court cup distribuidora edificio editora empresa escola estadio estrada
faculdade festival foundation fundacao group grupo hopital hospital hotel igreja inc industria
institute instituto jardim journal lake las law lei los ltda mercado ministerio museu museum padaria
park parque plaza praca praia prefeitura prize project projeto restaurante road rodovia rua saint
san santa santo sao school secretaria shopping sindicato st stadium station street supermercado
teatro theatre theorem travessa tribunal universidade university vila square heights county
cathedral chapel terminal mall towers gardens boulevard blvd pier elementary academy center centre
catedral capela capilla basilica rodoviaria aeroporto aeropuerto estacao estacion
"""
# What follows a name, in lower case or with a capital, and is no part of it.
_STOP = """
a agora ai ainda ali amanha an and anos aqui are as assim at ate atencao bem boa bom but by cade can
cel celular chegou cnpj com como con conta cpf da data de dela dele deles desde disse do e e-mail eh
el ela ele em email en endereco era es esta este estou eu fala falou feliz filiacao foi fone for
from good gracias hace happy has have he hello hi hoje i in is it ja la liga ligou mae manda mandou
mas matricula me mesmo meu mi mim minha mora moro muito my na nao nascimento no nos o obrigada
obrigado oi ola old olha on onde ontem or os ou pai para parabens isbn pedido pela pelo pero pix
please pode por porfavor porque pq pra quando que quem quer quero rg said saiu says se sem seu she
sim so sobre sou soy sua tambem tb tel telefone tem tengo tenho thanks the they this to trabalho
tudo um uma un una vai valeu vamos vc veio veja vem vim vivo voce vou was we what will with y ya
years yo you
"""

# Firms and offices that people speak to, and things that are "yours".
_FIRMS = """
airbnb alexa amazon anatel anvisa apple assistencia atendente azul bb bradesco btg c6 caixa
carrefour cartorio casas celesc cemig central chatgpt claro claude cliente comercial compras copel
copilot correios correos cpfl customer defesa delivery detran disney edp enel energisa excel fiat
finance financeiro ford globo gol gpt honda hr hsbc ibge ifood inss inter itau jira juridico kindle
latam light logistica magalu marketing matriz mercadolivre movistar netshoes nintendo notion nubank
ouvidoria playstation policia ponto prime procon pronto receita recepcao rh sabesp sac samsung samu
sanepar santander sefaz serasa shopee sicoob siri slack spotify stf sus suporte support telefonica
telegram telstra tesla tim tiktok totvs trello vendas verizon visa vivo vodafone volkswagen xbox
xiaomi zara
"""
# "Dr. Pepper", "Mr. Robot": behind a title, and no person.
_BRANDED = """
america bean beast benta big casmurro claus clean corleone doolittle doom dre evil frankenstein
house jekyll martens no oetker panda patinhas pepper potato president quijote quixote robot sam
scholl smith's strange who
"""

NOBODY = frozenset(_NOBODY.split())
ORGANISATION = frozenset(_ORGANISATION.split())
STOP = frozenset(_STOP.split())
FIRMS = frozenset(_FIRMS.split())
BRANDED = frozenset(_BRANDED.split())
