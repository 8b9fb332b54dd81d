"""Words that stand near what opens something: codes, passwords and keys. All folded."""

from acervo.privacy.detectors.clauses import words


def slips(word: str) -> set[str]:
    """Return the writings of a word in which two neighbours changed places."""
    writings = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    return writings - {word}


def also_slipped(right: frozenset[str]) -> frozenset[str]:
    """Add what fingers in a hurry make of long words."""
    return right.union(*(slips(word) for word in right if len(word) > 5))


# The words for a password, for regular expressions.
SLIPPED = "|".join(
    slip
    for word in ("senha", "contraseña", "contrasena", "password")
    for slip in sorted(slips(word))
)
# What a code is called. Some of these say by themselves that their digits are one.
SURE = words("""
pin pins nip puk otp totp fa mfa tan passcode passcodes keycode itoken senha senhas senhinha
contrasena contrasenas contrasenia contrasenha password passwords passwd pwd passe
""")
CODES = also_slipped(
    SURE
    | words("""
codigo codigos code codes cod token clave claves fator factor pass pw combo combinacao combinacion
combination segredo sequencia secuencia
""")
)
KEYS = words("chave llave key")  # mostly of metal
COMBINATIONS = words("combo combinacao combinacion combination segredo")
# What is shut, and opened by a code alone.
LOCKS = also_slipped(
    words("""
alarme alarmes alarma alarmas alarm alarms cofre cofres fuerte cadeado cadeados candado candados
fechadura cerradura cerraduras lock locks locker lockbox keypad keybox padlock safe armario
fechaduras taquilla casillero cacifo teclado tranca ferrolho trinco catraca torniquete deadbolt
intercomunicador interfone interfono interfon telefonillo painel panel
""")
)
# What else is opened, entered or proved, and who asks for the code.
DEVICES = LOCKS | also_slipped(
    words("""
portao portoes porta portas portal portaria puerta puertas porton portones reja gate gates door
doors garagem garaje garage cochera predio edificio building bloco torre elevador ascensor elevator
interfone interfono porteiro portero intercom buzzer arrecadacao trastero shed closet caja fuerte
caixa wifi wi fi roteador router modem rede celular celulares movil moviles telemovel phone tablet
ipad laptop notebook computador computadora ordenador pc cartao cartoes tarjeta tarjetas multibanco
cajero atm card chip sim conta cuenta account whats whatsapp zap wpp insta instagram face facebook
telegram signal gmail google uber ifood rappi glovo lyft netflix disney steam discord nubank inter
itau bradesco santander bbva caixabank mbway mb way bizum app aplicativo aplicacion apple microsoft
amazon mercado shopee paypal reuniao reunion meeting zoom entrega delivery retirada pickup login
acesso acceso access verificacao verificacion verification seguranca seguridad security confirmacao
confirmacion confirmation autenticacao autenticacion authentication autorizacao autorizacion
activacao ativacao activacion activation desbloqueio desbloqueo unlock recuperacao recuperacion
recovery backup pareamento pairing dispositivo device sistema system plataforma platform streaming
intranet tele tv televisao television gov sms bancario banking cliente cancela telefono telefone
repartidor entregador motoboy
courier driver pantalla tela screen guarda entrance estacionamiento estacionamento parking zaguan
""")
)
# Where codes let people in; they have numbers of other kinds as well.
THINGS = DEVICES | words("""
gym academia gimnasio piscina pool salao salon sala clubhouse lobby hotel hostal pousada airbnb
banco bank box site sitio web escola bodega deposito storage entrada entry
""")
# Codes come, are asked for, told, and kept from others.
ARRIVED = words("""
chegou chega chegar chegando recebi recebeu receber recebo recebes mandou mandaram manda mandem
enviou enviaram enviamos envie mande mandei mandaste mandaron mando enviei enviaste passei pase sms
torpedo llego llega recibi recibio recibir enviaron mandaron got
received receive sent texted expira expirou expires expired vence venceu valido valida valid
caducado caduca caduco compartilhe compartilhar comparta comparte compartas share shared diga digas
digam ninguem nadie anyone nobody pediu pede pedem pedi piden pide pidio asked asks deu dio gave
passa passe pasa pasame confirmar confirm confirma verificar verify verifique entrar entra login log
autenticar acessar acceder digite digita get gets getting came come comes veio vieram vino vinieron
llegaron llegado apareceu aparecio appeared
""")
PROOFS = words("""
verificacao verificacion verification autenticacao autenticacion authentication confirmacao
confirmacion confirmation
""")
# What has codes and numbers that open nothing.
OTHERS = words("""
pedido pedidos order orders produto produtos product products producto productos erro error errors
errore bug linha linhas line lines linea lineas cupom cupon coupon promo voucher desconto descuento
discount postal cep area zip barras barcode ean country pais ddd ddi hex http https status exit
ramal artigo art articulo penal civil etica processo proceso rastreio rastreamento rastreo tracking
encomenda issue issues pr commit build versao version arduino gpio esp raspberry board pixel cor
color colour pagina page isbn curso course disciplina materia asignatura sku ref referencia lote
fila fonte source aberto abierto aluno alumno student funcionario empleado employee dress morse
review freeze base patrimonio peca pieza part modelo model serie serial nota fiscal paguei pago
pagou pagamos paid custou custa custo costo costs cost comprei comprou comprar compre bought vendo
vendi vendeu section secao seccion seccao capitulo chapter clausula protocolo chamado ticket tickets
fatura factura invoice boleto voo vuelo flight paginas port puerto metros reais euros kwh watts
volts ibc irc nec rfc nbr iso abnt ieee ansi nfpa astm din iec norma normas norm standard standards
anuncio ordem os count limit max size window length budget cnae cid ncm cfop isin swift iata
icao parcelas prestacoes cuotas installments addr address endereco direccion morada domicilio po
""")
OWN = words("""
seu sua meu minha teu tua mi tu su my your his her our nosso nossa nuestro
""")
# What joins a thing and its code.
IS = words("""
e eh es is ser be era was foi fue ficou quedo now agora ahora still ainda sigue seria sera sao son
are esta
estao estan continua virou mudou passou changed cambio stays remains s
""")
WITH = words("com con with c w usando using on via")
CHANGED = words(
    "troquei trocamos mudei mudamos mudou alterei changed cambie cambiamos cambio set put"
)
# Who fetches an order shows a code for it.
FETCHED = words(
    "recoger recoge recogen recoges recojo recogida retirar retira retiro retirada levantar levanta"
    " levantamento pegar pega pegue coger sacar pickup pick picks collect collects collecting"
    " entrega delivery apresentar apresente presentar presenta resgate resgatar coletar coleta"
    " buscar"
)
# "use 4821 para confirmar": what a code that has come is for.
PROVES = words("""
confirmar confirm verificar verify validar validate autenticar authenticate autorizar authorize
entrar acessar acceder aceder iniciar log sign login concluir completar complete finalizar finish
liberar desbloquear unlock activar ativar activate cadastrar registrar register retirar recoger
levantar recibir receber
""")
ORDERS = words(
    "pedido pedidos encomenda order orders package paquete pacote parcel produto product"
)
# Numbers that are drawn, or won with.
DRAWS = words("""
ganadora ganador ganadores ganhadora vencedora premiada winning sorteada sorteadas sorteados
""")
NEW = words("""
new nova novo nueva nuevo one atual actual current mine minha meu mia mio certa certo correcta
correcto right
""")
MESSAGES = words("sms text texted texto mensagem mensaje message torpedo msg")
ASKS = words("pede pedem pide piden asks wants needs takes accepts aceita acepta requer requiere")
# Between the words that count.
SMALL = (
    IS
    | WITH
    | words("""
da do das dos de del la el las los o os a as the of to for pra pro para no na nos nas em en in at by
y and then que q se um uma un una this este esta esse essa ese my meu minha mi seu sua su tu teu tua
your ja ya so
""")
)
# Verbs, where possible by how their forms begin.
_UNLOCK_STEMS = ("desbloque", "desarm", "disarm", "destrav", "destranc", "unlock")
# fmt: off
_TYPE_STEMS = (
    "digit", "tecle", "typing", "dict", "ditar", "punch", "insir", "inser", "introdu", "ingres",
    "input",
)
_OPEN_STEMS = (
    *_UNLOCK_STEMS, *_TYPE_STEMS,
    "desactiv", "desativ", "deslig", "liber", "silenci", "coloc", "apert", "acess", "acced",
)
# fmt: on
_TYPES = words(
    """
tecla teclar teclas type typed key enter enters entering carregue carreguem carrega carregas
"""
)
_OPENS = _TYPES | words("""
abre abrem abren abrir abra abram abran abriu abrirem open opens opening opened apaga apagar apague
apaguem quita quitar quite entra entrar entre entrem entren entro pon pone pones poner ponga pongan
pongo poe poes punha ponha ponham mete meter metes metan metam marca marcar marque marquem marquen
marcas pressione pressiona press puls pulsa pulse pulsar usa usar use usem usen used using log logar
loga sign turn shut put dial acedam ceda meta dita dite fala diga show tell give mostra mostre
muestra ensena hit read aceita acepta aceitam takes accepts pede pedem pide asks wants salir sair
exit
di dile digale informe informar informa forneca
""")


def unlocks(word: str) -> bool:
    """Tell whether a verb means to open what is locked, and nothing else."""
    return word.startswith(_UNLOCK_STEMS)


def types(word: str) -> bool:
    """Tell whether a verb means to feed a keypad."""
    return word in _TYPES or word.startswith(_TYPE_STEMS)


def turns(word: str) -> bool:
    """Tell whether a verb means to turn the wheels of a lock."""
    return word.startswith(("gir", "rod", "turn", "spin", "dial", "align", "alinh", "aline"))


def changes(word: str) -> bool:
    """Tell whether a verb means that something is another now."""
    return word in CHANGED or word.startswith(("troc", "mud", "alter", "cambi", "chang", "reset"))


def opens(word: str) -> bool:
    """Tell whether a verb can mean to open something, or to enter a code."""
    return word in _OPENS or word.startswith(_OPEN_STEMS)
