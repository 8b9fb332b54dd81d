"""What stands around a number and says whether it can be called.

The nearest word decides: "liga sobre o pedido 612345678" is an order, "pedido no 612345678" is not.
"""

import re
from functools import lru_cache

from acervo.privacy.detectors.clauses import words, words_after, words_before
from acervo.privacy.pseudonyms import PSEUDONYM

# What can be called, and how: a number near such a word is a telephone's.
_CALL = words(
    """
tel tels tele tlf tlfn tlfno tfno tfn tlm tm tf ph fone fones phone phones cel cels cell cells mob
mobile movil moviles zap zapzap zape wpp wsp wsap wasap watsap guasap uatsap whats whatssap wa viber
signal sms fixo fijo landline voicemail hotline fax lig liga ligo ligas ligam ligar ligou ligue
liguem ligando ligarem ligava call calls called calling caller chama chamar chamem chame chamam ring
rings rang ringing dial dials dialed disk disca discar disque disquem discando buzz beep bip bipa
toque txt txts fono fonos nro nros
toca tocar marca marque marquen marcar marcame marcale marcarle marcarme marcando timbra timbre
atende atendem atender atendia atendeu atendendo contesta contestan contestar answers picks pick
contata contate contatar contactar contacta contacte contactem contato contatos contacto contactos
contact contacts comunicar comunicarse text texts texted texting textea anota anotem anote anotar
apunta apunten apuntar reach reachable torpedo alo
"""
)
_CALL_STEMS = ("telef", "celular", "cellph", "telemov", "whats", "wats", "llama", "llamen", "llame")
# Words that stand before other things as often: the number must then look like one that exists.
_HINT = words(
    """
numero numeros num number numbers recado recados msg msgs mensagem mensagens mensaje mensajes
message messages audio audios escreve escrever escreva escrevam escribe escriban escribir escribanle
escribeme write manda mandar mande mandem mandame envia enviar envie envien fala falar fale falem
falam hablar habla hablen avisa avisar avise avisem avisen avisenme aviso informes informacoes
informacion enquiries inquiries reserva reservas bookings booking reservations encomendas pedidos
orders interessados interessadas interesados duvida duvidas dudas duda questions rsvp emergencia
emergencias emergency emerg urgencia urgencias urgente urgent
plantao piquete portaria recepcao ronda
trabalho work casa home office tente tentei tentar tenta tried try trying busque marque guarda
guardar guarde guarden salva salvem salve salvar save agrega agreguen adiciona adicionem procurar
procure pregunta preguntar pregunten pergunta perguntar qualquer cualquier anything pasa linha linea
line direct operadora chip acham achar encontrar responde responden respondem novo nuevo new chamada
chamadas perdida perdidas ligacao ligacoes llamada llamadas ramal know knows conhece conocen
conhecem recognize recognizes reconhece reconhecem reconoce reconocen hanging hangs colgo cuelga
cuelgan desliga desligou desligam desconhecido desconocido golpista bloqueiem bloqueie block blocked
cuidado scam spam golpe estafa atencao
delivery teleentrega domicilio marmitas lanches
info infos informes coordinacion coordenacao coordination coordinator coordinador coordinadora
coordenador coordenadora organizacion organizacao organiza organizador organizadora organizer
encargado encargada responsable responsavel secretaria sindico sindica zelador conserje agendar
agende agenda cita citas presupuesto presupuestos orcamento orcamentos quote quotes detalles
detalhes details ventas vendas sales atencion atendimento consultas apuntarse inscribirse
"""
)
# What has numbers that nobody calls.
_COUNTED = words(
    """
pedido order encomenda compra purchase protocolo processo proceso id ids isbn issn arxiv doi pmid pr
issue commit build versao version ticket fatura factura invoice boleto nota nfe nf serie serial sku
ean gtin upc codigo code cod matricula inscricao inscripcion lote rastreio rastreamento rastreo
tracking guia envio ref referencia reference contrato contract caso case chamado modelo model hash
sha edital lei ley law mega sena quina loto lotomania lotofacil loteria lottery lotto bonoloto
melate sorteo sorteio jogo joguei
bingo powerball primitiva euromilhoes euromillones euromillon winning lucky confirmation confirmacao
confirmacion reservation booking shipment package paquete pacote parcel barcode barras epoch
timestamp patrimonio tombo registro registo record cadastro total valor price preco precio saldo
balance bytes cpf rg cnpj pis nis pasep cns sus cnh nif nie dni curp rfc ssn passaporte pasaporte
passport titulo eleitor habilitacao cep zip postal conta cuenta account agencia cartao tarjeta card
iban apolice poliza policy prontuario expediente folio recibo receipt comprovante medidor contador
leitura lectura resultado result soma suma pontos points score livro livros libro libros book books
edicao edicion edition casos cases populacao poblacion population recorde votos votes views
seguidores followers inscritos subscribers visitas iso nbr
"""
)
# Behind the number: what it is, or what to do with it.
_AFTER = words(
    """
tel telefone telefono telefonos telemovel phone cel cell celular movil mobile zap zapzap whats
whatsapp wpp wasap fixo fijo landline sms fax telegram signal
"""
)
_OWN = words("meu minha mi my seu sua su teu tu your his her their nosso nuestro our")
_NUMBER = words("numero number num line linha linea")
_LEADS = words(
    """
no na nos ao aos a al el la o os the at on to in para pra pro pelo pela do da del de is e eh es este
esse esta essa this ese aquele ou or y with com con for por
"""
)
_TO = words("pro pra para ao al to")  # things are sent to a number in groups
_WHOSE = words("do da del de e eh es is")  # "... is the plumber", "... do encanador"
_NO_CALL = re.compile(
    r"(?:\b(?:n[º°]|nr|port|porta|puerto|usd|brl|eur|mxn)|r?\$|us\$)[ .:]*$|[#€£=]$", re.I
)
_PICTURE = re.compile("[\u260e\u2706\U0001f4de\U0001f4df\U0001f4f1\U0001f4f2\U0001f919]")
_SIGN = re.compile(r"(?<!\w)(?:her|his|my|ur|your|their|new|old|cell|phone)\s#:?\s?$", re.I)
_LABEL = re.compile(r"[^\W\d_][*_\"']{0,2}\s?:\s{0,2}$")
_BESIDE_MAIL = re.compile(r"@[\w.-]{2,40}\W{1,4}$")
_MAIL_BEHIND = re.compile(r"\W{1,4}[\w.+-]{2,64}@\w")
_COLUMN = re.compile(
    r"\W*(?:phones?|mobile|cell|whats(?:app)?|zap|tel(?:\.|[ée]fonos?|efones?)?|fones?|celular"
    r"|telem[óo]vel|m[óo]vil|contac?tos?|contact)(?: (?:number|no\.?))?\W*",
    re.I,
)
_HELLO = re.compile(
    r"\W*(?:(?:oi+e?|ol[áa]|hola|oye|oigan|bueno|boas|hey|hi|hello|so|ent[ãa]o|gente|malta|galera"
    r"|guys|bom dia|boa (?:tarde|noite)|pfv|buenas|ok|lol|well|e a[íi]|ei|ah)\W+)?",
    re.I,
)
# "1. Ana Souza - ", "p2abc... : ", "[NAME_1] ", "_Ana Souza_ ".
_NAMED = rf"(?:{PSEUDONYM.pattern}|\[?NAME(?:_[0-9]+)?\]?|[A-ZÀ-Þ][^\W\d]+(?:[ ][^\W\d]+){{0,4}})"
_LISTED = re.compile(
    rf"(?:^(?:\W*\w+(?: \w+)?[,!.… ]+ )?\W*[0-9]{{1,3}}[.)-]?\s*[“\"_*]?{_NAMED}[”\"_*]?"
    rf"|^\W*{_NAMED})\s*(?:[-–—:→,(]\s*)?$"
)
_CALLED_AT = 6  # so far from its word a number is still what is called
_HEARD_AT = 12


def context(text: str, start: int, end: int) -> str:
    """Return "call", "hint" (the number must then look like one), "no", or "" for nothing said."""
    said = _said_before(text, start)
    if said in ("call", "no"):
        return said
    behind = _said_after(text, end)
    if behind == "call":
        return "call"
    if column := _said_above(text, start):
        return column
    if said or behind or _is_listed(text, start, end) or _MAIL_BEHIND.match(text, end):
        return "hint"
    return ""


def called(text: str, start: int) -> bool:
    """Tell whether the words before a number say that it can be called."""
    return _said_before(text, start) == "call" or _said_above(text, start) == "call"


@lru_cache(maxsize=32)
def _said_before(text: str, start: int) -> str:
    near = text[max(0, start - 48) : start]
    if _PICTURE.search(near[-4:]) or _SIGN.search(near):
        return "call"
    words = words_before(text, start)
    said = "hint" if _BESIDE_MAIL.search(near) else ""
    own_number = neutral = False
    sent = bool(words) and words[0] in _TO and not text[start : start + 9].isdecimal()
    for i, word in enumerate(words[:_HEARD_AT]):
        if word.isdecimal():
            if 3 <= len(word) <= 6:
                break  # a room, a sum: the words before it are its own
            own_number = own_number or len(word) > 6
        elif word in _COUNTED:
            if (not said or neutral) and not own_number and not (i and sent):
                return "no"
        elif word in _CALL or word.startswith(_CALL_STEMS):
            return "call" if i <= _CALLED_AT else "hint"
        elif word in _HINT:
            if 0 < i <= _CALLED_AT and words[0] in _LEADS:
                return "call" if word in _NUMBER or not said else said
            neutral = not said and word in _NUMBER  # "order number"
            said = "hint"
    if _NO_CALL.search(near):
        return "no"
    return said or ("hint" if _LABEL.search(near) or (words and words[0] in _LEADS) else "")


def _said_after(text: str, end: int) -> str:
    words = words_after(text, end)[:_CALLED_AT]
    for i, word in enumerate(words):
        if word.isdecimal():
            break
        if word in _AFTER or (word in _NUMBER and not _OWN.isdisjoint(words[:i])):
            return "call"
        if word in _CALL or word.startswith(_CALL_STEMS) or word in _NUMBER:
            return "hint"
    if not _COUNTED.isdisjoint(words):
        return ""
    return "hint" if words and words[0] in _WHOSE else ""


def _said_above(text: str, start: int) -> str:
    """Return "call" in a table under a word for telephones, "no" under another heading."""
    line = text.rfind("\n", 0, start) + 1
    column = text.count("|", line, start)
    headings = False
    while column and line:
        above = text.rfind("\n", 0, line - 1) + 1
        cells = text[above : line - 1].split("|")
        if len(cells) <= column:
            break
        if _COLUMN.fullmatch(cells[column]):
            return "call"
        if headings and any(char.isalpha() for char in cells[column]):
            return "no"
        headings = set(cells[column]) <= set(" :-") and "-" in cells[column]
        line = above
    return ""


def _is_listed(text: str, start: int, end: int) -> bool:
    """Tell whether the line holds nothing but the number, or only whose it is.

    That is how people pass on a contact: "1. Ana Souza - 69...". Members have their pseudonyms.
    """
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before, after = text[line_start:start], text[end : line_end if line_end >= 0 else len(text)]
    if len(before) < 120 and _LISTED.search(before):
        return re.match(r"[.,;!?)…|]*(?:\s|$)", after) is not None
    if any(c.isalnum() or c == "\0" for c in after):
        return False
    return "\0" not in before and _HELLO.fullmatch(before) is not None
