"""Dates of long ago that stand beside somebody: in lists, forms, answers and small talk.

Chats speak of the days before and behind them. A whole date of the years in which those were born
who chat is seldom anything else where a person, an age or a form is spoken of, and no law, wedding
or match: "passageira: Ana Souza / 12/05/1990", "a caçula é de 3/3/98", "dn? 12/05/1990".
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.born_things import is_of_a_thing
from acervo.privacy.detectors.clauses import words, words_after, words_before
from acervo.privacy.detectors.dates import FULL, canonical, is_date, year_of
from acervo.privacy.given_names import GIVEN_NAMES
from acervo.privacy.names import fold
from acervo.privacy.ordinary_words import MONTHS, ORDINARY, PLACES
from acervo.privacy.pseudonyms import PSEUDONYM

_LONG = r"(?:19[3-9][0-9]|200[0-9])"
_SHORT = r"(?:0[0-9]|[3-9][0-9])"
_MONTHS = (
    r"(?:jan|fev|feb|mar|ab|apr|mai|may|jun|jul|ago|aug|s[ei][tp]|o[uc]t|nov|de[zc]|di[cz]|ene)"
)
# Superset of the dates of these years, for `regex` too.
_OLD = (
    rf"(?:^|[^0-9]){_LONG}(?:[^0-9]|$)"
    rf"|[0-9] ?[/.–-] ?[0-9]{{1,2}} ?[/.–-] ?['’]?{_SHORT}(?:[^0-9]|$)"
    rf"|{_MONTHS}\p{{L}}*\.?(?: ?[/.,–-] ?| d[eo]l? (?:ano (?:de )?)?| of | |)['’]?{_SHORT}"
    r"(?:[^0-9]|$)"
)
_IS_OLD = re.compile(_OLD.replace(r"\p{L}", r"[^\W\d_]"), re.I)
_DATES = re.compile(rf"(?<![^\W_])(?<![/.-])(?:{FULL})(?![^\W_]|[/-]|\.[0-9])", re.I)
_BORN = words(
    """
nasc nascimento nascimentos nascido nascida nascidos nascidas nasceu nasci nasceram nascia nasceste
nasce nasc nacimiento nacimientos nacido nacida nacidos nacidas nacio naci nac fnac nacieron born
birth births birthdate birthdates birthday birthdays bday bdays dob dobs bdate dn dns dta dtn fn
niver nivers anivs aniv
aniver aniversario aniversarios aniversariante aniversariantes cumple cumples cumpleanos
cumpleanera cumpleanero cumpleaneros natalicio natalicia idade idades edad edades age ages aged anos
aninhos years yrs yo completa completou completam completo cumplio cumplira cumplen turns turned
turning faz signo ascendente astral horoscopo horoscope zodiac numerologia numerology natal
maternidade parto mapa astrologica astrologico mundo world
"""
)
_PEOPLE = words(
    """
paciente pacientes patient patients utente utentes atleta atletas athlete jogador jogadora jogadores
jugador jugadora jugadores player players aluno aluna alunos alunas alumno alumna alumnos alumnas
student students crianca criancas nino nina ninos ninas kid kids child children filho filha filhos
filhas filhote hijo hija hijos hijas son sons daughter daughters bebe bebes baby babies menino
menina meninos meninas miudo miuda miudos nene nena neto neta nieto nieta grandson granddaughter mae
maes mama mamae madre mom mum mother pai papai padre dad father pais parents esposa esposo marido
mulher mujer wife husband conjuge spouse partner irmao irma irmaos irmas hermano hermana hermanos
hermanas brother sister brothers sisters tio tia aunt uncle avo avos abuelo abuela abuelos grandma
grandpa grandmother grandfather sobrinho sobrinha sobrino sobrina nephew niece primo prima cousin
afilhado afilhada ahijado ahijada godson goddaughter namorado namorada novio novia boyfriend
girlfriend vo vovo vovos nana granny sogro sogra suegro suegra cunhado cunhada cunado cunada
amigo amiga
passageiro passageira passageiros pasajero pasajera pasajeros passenger passengers hospede hospedes
huesped huespedes guest guests dependente dependentes dependiente dependientes dependent dependents
titular titulares segurado segurada asegurado asegurada insured beneficiario beneficiaria
beneficiarios beneficiary beneficiaries candidato candidata candidatos applicant applicants
candidate
socio socia socios member members viajante viajantes viajero viajera viajeros traveler travelers
traveller travellers acompanhante acompanhantes acompanante funcionario funcionaria empleado
empleada employee employees educando educanda infante cacula cacule cagula gemeo gemea gemeos
gemeas mellizo melliza mellizos mellizas gemelos gemelas twin twins youngest eldest oldest
primogenito primogenita firstborn toddler newborn recem menor
doador doadora donor donante inquilino inquilina tenant testemunha testigo witness noivo noiva
camper swimmer nadador nadadora corredor corredora runner federado federada voluntario voluntaria
"""
)
_FORMS = words(
    """
cpf rg cnh dni nif nie nis pis curp ssn passaporte pasaporte passport cns sus carteirinha
carteira identidade identidad id cartao cadastro ficha formulario form prontuario expediente
matricula
inscricao inscripcion inscrito inscritos inscrita registration enrollment enrolment roster convenio
plano seguro insurance utente bilhete checkin embarque boarding reserva vacina vacinacao vacuna
vaccine consulta exame exames guia triagem chart credencial carne nome nombre name dados datos
details info sexo genero gender sex naturalidade nacionalidade nacionalidad nationality verificar
verify confirmar confirm identificacao identificacion
"""
)
_BEING = words("e eh es is s sou soy sao son somos era was im am")
_OF = words("de do del from d dia of el on em in a the")
# What else has a date: laws and events, what is made, bought and signed.
_OTHERS = words(
    """
lei leis ley leyes law laws act decreto decretos decree portaria resolucao resolucion resolution
medida emenda enmienda amendment estatuto artigo articulo acordao sumula processo sentenca julgado
constituicao constitucion constitution codigo golpe guerra war revolucao revolucion revolution
batalha batalla battle queda caida fall atentado attack ataque treaty tratado independencia
independence eleicao eleicoes eleccion elecciones election elections copa mundial cup final jogo
jogos partida partido match game games show concierto concert festival estreou estreia estreno
premiere premiered lancado lancada lancou lancamento lanzado lanzada lanzo lanzamiento released
release publicado publicada publicou publicacao publico publicacion published issued edition edicao
edicion revista jornal periodico newspaper magazine episodio episode capitulo disco album song
musica
cancion filme pelicula movie film livro libro book arquivo archivo archive gravado gravada grabado
recorded filmado filmed foto fotos photo photos picture taken tirada tiradas fundado
fundada fundou fundacao fundo fundada founded established inaugurado inaugurada inaugurou
inauguracao inaugurado inauguro opened abriu abrio construido construida built erguido casou casaram
casei casamos casado casada casados casamento caso casaron casamos boda bodas wedding married
anniversary noivado morreu morte morreram faleceu falecimento falecido falecida obito murio muerte
fallecio fallecimiento died death deceased passed comprou comprei compramos compra compro bought
purchased vendeu vendi vendido sold formou formei formatura graduado graduated graduation admitido
admitida admissao contratado contratada contratacao contrato contract hired carta assinou assinado
assinada firmado firmo signed mudou mudamos mudanca moved viajamos viajou viaje traveled desde since
emitido emitida emissao expedido expedida expedicao emision expedicion validade valido valida vence
vencimento venceu expires expired expiry vacinado demitido aposentou aposentadoria retired jubilo
empresa empresas company companies clube club escola school escuela igreja iglesia church loja store
tienda banda band time equipo team grupo group projeto proyecto project site website cidade ciudad
city municipio estado pais country bairro barrio predio edificio building historia history historico
historic versao version commit copyright patente patent terremoto earthquake enchente inundacion
flood acidente accidente accident crash pouso landing visita visited visitou recorde record gol
campeao campeon champion titulo documento document ata acta minutes escritura deed imovel terreno
apartamento casa carro coche car moto placa divorcio divorced separou separacao separamos
"""
) - words("titulo caso time fundo publico partido")
# Of these no museum is born, and no museum's day is told.
_CLEAR = words(
    """
    dob dobs birthdate birthdates nascimento nascimentos nacimiento nacimientos birthday birthdays
    nasc nac fnac bday bdays dn astral signo ascendente horoscopo horoscope zodiac birth
    aniversariantes
    cumpleaneros aniversariante
    """
)
_WHO = words(
    "meu minha mine mio mia ele ela eu yo el ella i he she they eles elas ellos ellas tu voce"
    " vc you gente pessoa person"
    " persona pessoal que q s mas ja"
)
_ELDER = re.compile(
    r"\b(?:(?:mais|more) (?:velh|nov)[oa]s?|(?:la|el) (?:mayor|menor|pequeñ[oa]|chic[oa]|mediano)"
    r"|o do meio|a do meio|middle (?:one|kid)|the (?:older|younger|little) one)\b",
    re.I,
)
_THINGS = words(
    "empresa company projeto proyecto project linguagem lenguaje language museo museu museum"
)
_PRIVATE = r"(?:PHONE|EMAIL|CPF|RG|PIS|CNS|CNH|VOTER|DNI|NIF|CURP|SSN|PASSPORT|NAME|ADDRESS|PIX|CC)"
_GONE = rf"(?:{PSEUDONYM.pattern}|\[NAME(?:_[0-9]+)?\])".replace(r"\b", "")
_MARKS = r"[^\w\s\[\]]{0,3}_?"
_APART = (
    rf"[)\]]?{_MARKS}[ \t]*(?:[,;:/|(–—→>=-]{{1,2}}|\n)?[ \t]*"
    rf"(?:(?:nasc|nac|born|dob|dn|fn|[nbf])\b[.:]{{0,2}}[ \t]*)?[(\[]?_?{_MARKS}"
)
_BEHIND_GONE = re.compile(rf"{_GONE}{_APART}\Z", re.I)
_AHEAD_GONE = re.compile(rf"{_APART}{_GONE}", re.I)
_GAP = r"[^\w\n\[]{1,6}\n?[^\w\n\[]{0,4}"
_BEHIND_PRIVATE = re.compile(rf"\[{_PRIVATE}_[0-9]+\]{_GAP}\Z")
_AHEAD_PRIVATE = re.compile(rf"{_GAP}(?:\w{{2,12}}:? )?\[{_PRIVATE}_[0-9]")
_NAMED = re.compile(rf"(?P<name>[^\W\d_]+(?:[ \t]+[^\W\d_]+){{0,5}}){_APART}\Z", re.I)
_NAMED_BEHIND = re.compile(
    rf"{_MARKS}[ \t]*(?:[,;:/|)–—→>=-]{{1,2}}|[ \t])[ \t]*{_MARKS}"
    r"(?P<name>[^\W\d_]+(?:[ \t]+[^\W\d_]+){0,5})[*_~`'\"”’]{0,2}[ \t]*(?=$|[\n,;/|(\[.!]|–|-)"
)
# "d.n. 12/05/1990"; "b 12/05/1990" on a line.
_LETTERS = re.compile(
    r"(?:(?<![^\W_])[df]\.? ?n\.?|(?:^|\n)\W{0,3}[bn]\.?)[\s:]{0,2}[^\w\s]{0,2}\Z", re.I
)
_DOTTED = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}")
# "*12/05/1930 †3/3/2020" of who has died.
_BORN_STAR = re.compile(r"(?:[*★☆⭐🌟✶]\W{0,2}|\bn\.? ?)\Z")
_DEATH_CROSS = re.compile(r"\W{0,9}(?:[-–a]\W{0,3})?[†✝✞✟⚰]")
_HEADED = re.compile(
    r"(?:^|\n)[^\n]{0,60}\b(?:nascimentos?|nasc|dobs?|births?|birthdays?|bdays?|anivs?|nivers?"
    r"|aniversari\w+|anivers[áa]rios?|cumples|cumplea[ñn]\w+|dn|nac(?:imientos?)?)\b[^\n]{0,30}\n",
    re.I,
)
_TIMED = re.compile(r",? ?(?:[aà]s )?[0-9]{1,2}[:h][0-9]{2}")
_ENDS = re.compile(r"[.!?…]+\s+(?![0-9])|\s/\s")
_WORD = re.compile(r"[^\W\d_]+")
_FAR, _BEHIND = 12, 8  # words


def _find(view: View) -> Iterator[Found]:
    text = view.prose
    if not _IS_OLD.search(text):
        return
    for date in _DATES.finditer(text):
        old = _IS_OLD.search(text, max(0, date.start() - 1), min(len(text), date.end() + 1))
        told = old and is_date(date[0]) and _FIRST <= year_of(date[0]) <= _LAST
        if not told or is_of_a_thing(text, *date.span()):
            continue
        if _is_of_somebody(text, *date.span()):
            yield Found(*date.span(), "BIRTHDATE", canonical(date[0]))


_FIRST, _LAST = 1930, 2009


def _is_of_somebody(text: str, start: int, end: int) -> bool:
    behind, ahead = _clause(text, start, end)
    before, after = words_before(text, start)[:_FAR], words_after(text, end)[:_BEHIND]
    if not _CLEAR.isdisjoint((*before, *ahead[:_BEHIND])) or _LETTERS.search(text, 0, start):
        near = [*takewhile(lambda word: word not in _CLEAR, behind[:3])]
        return _OTHERS.isdisjoint(near) and _THINGS.isdisjoint((*before[:4], *ahead[:4]))
    if _DOTTED.fullmatch(text, start, end):
        return False  # also a version
    if not _OTHERS.isdisjoint((*behind, *ahead)):
        return False
    if not (_BORN | _PEOPLE | _FORMS).isdisjoint((*before, *after)):
        return True
    if _ELDER.search(text, max(0, start - 40), end + 24):
        return True
    if len(before) > 1 and before[0] in _OF and before[1] in _BEING:
        return len(before) < 3 or before[2] in _WHO
    if _BORN_STAR.search(text, max(0, start - 4), start) and _DEATH_CROSS.match(text, end):
        return True
    if _TIMED.match(text, end):
        return False  # the head of a message
    return _is_beside(text, start, end) or _HEADED.search(text, 0, start) is not None


def _clause(text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """Return the words of the same line and sentence before and behind, the nearest first."""
    before = text[max(text.rfind("\n", 0, start) + 1, start - 96) : start]
    after = text[end : end + 64].split("\n")[0]
    before, after = _ENDS.split(before)[-1], _ENDS.split(after)[0]
    return _WORD.findall(fold(before))[::-1], _WORD.findall(fold(after))


def _is_beside(text: str, start: int, end: int) -> bool:
    """Tell whether a name or a private number stands next to it."""
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    if _BEHIND_GONE.search(before) or _AHEAD_GONE.match(after):
        return True
    if _BEHIND_PRIVATE.search(before) or _AHEAD_PRIVATE.match(after):
        return True
    behind, ahead = _NAMED.search(before), _NAMED_BEHIND.match(after)
    return (behind is not None and _names(behind["name"])) or (
        ahead is not None and _is_name(ahead["name"])
    )


_NO_NAMES = MONTHS | PLACES


def _is_name(run: str) -> bool:
    """Tell whether a run of words is somebody's name, and nothing else."""
    parts = run.split()
    proper = all(part[0].isupper() or fold(part) in _LINKS for part in parts)
    return (proper or len(parts) == 1) and _names(run)


_LINKS = words("d da de do das dos del la e y van von")


def _names(run: str) -> bool:
    """Tell whether somebody's name stands at the end of a run of words, or is all of it."""
    parts = run.split()
    plain = [fold(part) for part in parts]
    if plain[-1] in GIVEN_NAMES - ORDINARY - _NO_NAMES:
        return True
    capitals = [i for i, part in enumerate(parts) if part[0].isupper()]
    return any(plain[i] in GIVEN_NAMES and plain[i] not in _NO_NAMES for i in capitals[-4:])


DETECTORS = (
    Detector(
        "date of long ago",
        rf"(?i:{_OLD})",
        _find,
        (
            "passageira: Ana Souza / 12/05/1990",
            "dn? 3/3/78",
            "a caçula é de 12 de maio de 1990",
            "Rui Prado (12.05.1990)",
        ),
    ),
)
