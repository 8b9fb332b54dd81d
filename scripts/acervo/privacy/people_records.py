"""Where records name people: expressions for folded text, beside numbers that are gone already.

As `people_cues`; those that are matched behind the name say so.
"""

import re

from acervo.privacy.names import any_of

_OF_PEOPLE = "birthdate|cpf|rg|cnh|pis|cns|voter|dni|nif|curp|ssn|passport"
_MARK = r"[*_~`\"'”’)\]👈]{0,2}\s*[,;:/|(–→—=-]{0,2}\s*"
_WHAT = any_of(
    r"""
    nascid[oa](?:/[oa])? nacid[oa] born nasc(?:imento)?[.:]? nac(?:imiento)?[.:]? nasceu nacio
    dob[:.]?
    data_de_nasc(?:imento)?[:.]? fecha_de_nac(?:imiento)?[:.]? date_of_birth:?
    b-?day:? birthday:? niver:?
    aniversario:? cumple(?:anos)?:? faz_anos cumple_anos turns cpf:? rg:? dni:? nif:? ssn:? curp:?
    passaporte:? pasaporte:? passport:? d\.?n\.?:? f\.?n\.?:? n\. b\. chegou arrived llego
    """
)
# Behind: "Hope / [BIRTHDATE_1]", "graça, nascida a [BIRTHDATE_1]".
NUMBERED = re.compile(
    rf"{_MARK}(?:{_WHAT}\s*(?:(?:em|el|on|in|no_dia|dia|a|o|e|is|es|:)\s+)?)?[^\w\s\[]{{0,2}}"
    rf"\[(?:{_OF_PEOPLE})_[0-9]"
)
# Behind a capital: "Rosa / [PHONE_1]", "Luz ([EMAIL_1])".
REACHED = re.compile(
    r"[*_~`\"'”’)\]]{0,2}\s*(?:[,;:/|(–→—=-]{1,2}|\s)\s*[^\w\s\[]{0,2}\[(?:phone|email|handle)_[0-9]"
)
# Before, where the name ends its line or cell: "[BIRTHDATE_1] graça".
BEHIND_NUMBER = re.compile(
    rf"\[(?:{_OF_PEOPLE})_[0-9]+\][^\w\s]{{0,2}}\s*[,;:/|(–→—=-]{{0,2}}\s*[^\w\s]{{0,2}}$"
)
# Before: "paciente", "bebê", "jugador", without an article between.
ROLE = re.compile(
    r"\b"
    + any_of(
        """
        bebe baby jogadora? jugadora? player atleta athlete paciente patient utente aluna? alumn[oa]
        student passageir[oa] pasajer[oa] passenger hospede huesped guest aniversariante
        cumpleaner[oa] birthday_(?:girl|boy) motorista conductora? sindic[oa] goleir[oa] porter[oa]
        zagueir[oa] capitao capitana? treinadora? entrenadora? professora? stora? educadora?
        enfermeir[oa] enfermer[oa] nurse medic[oa] faxineir[oa] diarista porteir[oa] zeladora?
        manicure vendedora? costureir[oa] candidat[oa] vereadora? inquilin[oa] tenant moradora?
        vecin[oa] vizinh[oa] neighbou?r madrinha padrinho afilhad[oa] catequista voluntari[oa]
        funcionari[oa] recem[- ]nascid[oa] newborn crianca nenem toddler nino nina menin[oa]
        """
    )
    + r"[:,]?\s+[^\w\s]{0,2}$"
)
# Before, at the head of a letter: "De: ...\nPara: Rosa".
ADDRESSEE = re.compile(r"(?:^|[\n\x1e])\W*(?:de|para|from|to|cc|bcc|a|att|p/)\s?:\s*[*_]*$")
# Before: "a festa da", "la boda de": with what is said of feasts behind.
FEAST = re.compile(
    r"\b"
    + any_of(
        """
        festa festinha fiesta cha_de_(?:bebe|panela|cozinha|fraldas) casamento batizado formatura
        despedida boda bautizo baby_shower casa quarto cuarto apartamento ape carro
        """
    )
    + r"\s+(?:d[aeo]|de la|del)\s+$"
)
# Behind a feast's name: "a festa da rosa vai ser no salão".
HAPPENS = re.compile(
    r"\s+"
    + any_of("vai_ser sera foi e eh es va_a_ser fue is was ta esta dia sabado domingo hoje")
    + r"\b"
)
# Before, where the name ends the clause: "ou é a", "or is it".
WHICH = re.compile(
    r"\b(?:ou|or|o)\s+(?:(?:e|eh|es|is|sera|seria|foi)\s+)?(?:a|o|el|la|it)\s+[^\w\s]{0,2}$"
)
# Before: "alguém viu", "onde anda", "pásaselo a"; no article between.
MISSED = re.compile(
    r"\b(?:"
    + any_of("alguem quem alguien quien anyone somebody someone who")
    + r"(?:['’]s|\s(?:has|ha))?\s(?:viu|viram|vio|visto\s+a|seen|saw"
    + r"|falou\s+com|hablo\s+con|spoke\s+to)"
    + r"|"
    + any_of("onde donde por_onde")
    + r"\s+(?:anda|andara|se\s+meteu|se\s+metio)"
    + r"|where\s+(?:did|is)|where['’]s"
    + r"|"
    + any_of(
        "pasaselo daselo mandaselo diselo dile dale give_it pass_it hand_it send_it"
        " passa_isso da_isso"
    )
    + r"(?:\s+(?:isso|isto|eso))?\s+(?:a|pra|para|ao|to)"
    + r"|passa\s+(?:isso|isto|la|ai)\s+(?:a|pra|para)"
    + r")\s+[^\w\s]{0,2}$"
)
# Behind: "CLARA sumiu hein", "Joy's birthday".
VANISHED = re.compile(
    r"[*_~]{0,2}(?:\s+(?:sumiu|ta\s+sumid[oa]|desapareceu|desaparecio|vanished|disappeared)"
    r"|['’]s\s+(?:birthday|b-?day))\b"
)
# Behind a capital at the beginning: "Graça, estás aí?", "Luz, ¿estás?", "Hope you there".
THERE = re.compile(
    r"[*_~]{0,2},?\s+[¿]?(?:estas|tas|ta|cade|are\s+you|you|u|vc\s+ta)(?:\s+(?:ai|la|aqui|ahi|there|here|bem|bien|ok))?"
    r"(?:\s*[?!.]|\s*$|\s+(?:ai|ahi|there)\b)"
)
# Behind a capital at the beginning: "Vitória vc canta", "Hope did u".
SPOKEN_TO = re.compile(r"[*_~`)\]]*,?\s+(?:vc|voce|ce|vcs|usted|u)\s+[a-z]")
