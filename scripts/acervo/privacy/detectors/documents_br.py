"""Brazilian documents."""

import re

from stdnum.br import cnpj, cpf

from acervo.privacy.detectors.access_words import slips
from acervo.privacy.detectors.documents import Label, Shape, digits, document

_UF = r"(?:AC|AL|AM|AP|BA|CE|DF|ES|GO|MA|MG|MS|MT|PA|PB|PE|PI|PR|RJ|RN|RO|RR|RS|SC|SE|SP|TO|BR)"
# Who issues identity cards in the states.
_ISSUER = (
    r"(?:SSP|SESP|SESDEC|SEJUSP|SEJSP|SDS|SPTC|SJS|SJTC|DETRAN|DIC|IFP|IGP|IIPM|ITEP|PC|PCE|PM)"
)
_COUNCIL = (
    "OAB|CRM|CRO|CRP|COREN|CREA|CRC|CRN|CRF|CREFITO|CRMV|CRESS|CREF|CRECI|CRA|CRQ|CRBM|CAU|CFT"
)


def _cpf(number: str) -> bool:
    return len(set(number)) > 1 and cpf.is_valid(number)


def _cnpj(number: str) -> bool:
    return cnpj.is_valid(number)


def is_pis(number: str) -> bool:
    """Tell whether 11 digits are those of a PIS, PASEP, NIT or NIS.

    The last one is 11 less the sum, weighted by 3, 2, 9, 8, ... 2, modulo 11, and 0 for 10 and 11.
    """
    total = sum(int(d) * w for d, w in zip(number, (3, 2, *range(9, 1, -1)), strict=False))
    return len(number) == 11 and len(set(number)) > 1 and int(number[10]) == -total % 11 % 10


def is_cnh(number: str) -> bool:
    """Tell whether 11 digits are those of a driving licence (registration number of the CNH).

    Weighted by 9, 8, ... 1, then by 1, 2, ... 9, modulo 11; a first remainder of 10 is written 0
    and takes 2 from the second.
    """
    if len(number) != 11 or len(set(number)) == 1:
        return False
    one, two = (
        sum(int(d) * w for d, w in zip(number, weights, strict=False)) % 11
        for weights in (range(9, 0, -1), range(1, 10))
    )
    two = 0 if two == 10 else two - (2 if one == 10 else 0)
    return number[9:] == f"{one % 10}{two % 11 % 10}"


def is_cns(number: str) -> bool:
    """Tell whether 15 digits are those of a health card (Cartão Nacional de Saúde).

    Weighted by 15, 14, ... 1 they sum up to a multiple of 11; final numbers begin with 1 or 2,
    provisional ones with 7, 8 or 9.
    """
    total = sum(int(d) * (15 - i) for i, d in enumerate(number))
    return len(number) == 15 and number[0] in "12789" and total % 11 == 0 and len(set(number)) > 1


def is_voter(number: str) -> bool:
    """Tell whether 12 digits are those of a voter's title: serial number, state, two check digits.

    TSE, resolution 23.659/2021, article 36: weights 2 to 9 over the serial number, then 7, 8 and 9
    over state and first check digit, modulo 11; São Paulo (01) and Minas (02) write 1 for 0.
    """
    if len(number) != 12 or not 1 <= int(number[8:10]) <= 28:
        return False
    first = sum(int(d) * w for d, w in zip(number, range(2, 10), strict=False)) % 11
    first = _voter_digit(first, number[8:10])
    second = int(number[8]) * 7 + int(number[9]) * 8 + first * 9
    return number[10:] == f"{first}{_voter_digit(second % 11, number[8:10])}"


def _voter_digit(rest: int, state: str) -> int:
    return 1 if rest == 0 and state in ("01", "02") else rest % 10


def is_case(number: str) -> bool:
    """Tell whether 20 digits are those of a lawsuit.

    CNJ, resolution 65/2008: NNNNNNN-DD.AAAA.J.TR.OOOO, of which NNNNNNN AAAA J TR OOOO DD is 1
    modulo 97.
    """
    return (
        re.fullmatch(r"[0-9]{9}(?:19|20)[0-9]{2}[1-9][0-9]{6}", number) is not None
        and int(number[:7] + number[9:] + number[7:9]) % 97 == 1
    )


_DOT = r" ?\. ?"
_RG = (
    rf"(?:(?-i:{_UF})[ .-]{{0,2}})?(?:[0-9]{{1,3}}(?: ?\. ?[0-9]{{3}}){{1,3}}|[0-9]{{1,2}}"
    r"(?: [0-9]{3}){2}|[0-9]{6,11})(?: ?[-–/.] ?[0-9X]|(?-i: [0-9X]|X))?"
)
_SLIPPED = "|".join(sorted(slips("titulo") | slips("título")))

DETECTORS = (
    # Whoever has the number reads the names of all parties on the court's page.
    document(
        "CASE",
        ("0012843-03.2015.8.07.0001", "processo 0012843-03.2015"),
        Shape(
            rf"[0-9]{{7}} ?[–-] ?[0-9]{{2}}{_DOT}[0-9]{{4}}{_DOT}[0-9]{_DOT}[0-9]{{2}}"
            rf"{_DOT}[0-9]{{4}}",
            in_links=True,
        ),
        Shape(
            r"[0-9]{7}[-. ]?[0-9]{2}[-. ]?[0-9]{4}[-. ]?[0-9][-. ]?[0-9]{2}[-. ]?[0-9]{4}",
            is_case,
            in_links=True,
        ),
        Label(
            r"processos?|procs?\.?|autos|cnj|a[çc][ãa]o|execu[çc][ãa]o|inqu[ée]rito",
            r"[0-9]{1,7}-[0-9]{2}\.(?:19|20)[0-9]{2}(?:\.[0-9]\.?[0-9]{2}(?:\.[0-9]{4})?)?",
        ),
        Label(r"processos?|procs?\.?|autos|cnj", digits(20)),
    ),
    document(
        "CNPJ",
        ("11.222.333/0001-81", "12.ABC.345/01DE-35", "cnpj 12abc34501de35"),
        Shape(r"[0-9]{2}[. ]?[0-9]{3}[. ]?[0-9]{3} ?[/. -]? ?[0-9]{4} ?[–-]? ?[0-9]{2}", _cnpj),
        # In links too, for which 12.345.ABC/01DE-35 would pass.
        Shape(
            r"[0-9A-Za-z]{2}\.[0-9A-Za-z]{3}\.[0-9A-Za-z]{3}/[0-9A-Za-z]{4}-?[0-9]{2}",
            _cnpj,
            in_links=True,
        ),
        Shape(r"[0-9A-Za-z]{8}/[0-9A-Za-z]{4}-[0-9]{2}", _cnpj),
        Label("cnpj|cgc", digits(14), _cnpj, in_links=True),
        Label(
            "cnpj|cgc",
            r"[0-9A-Z]{2}[. ]?[0-9A-Z]{3}[. ]?[0-9A-Z]{3}[/ ]?[0-9A-Z]{4}[- ]?[0-9]{2}",
            _cnpj,
            in_links=True,
        ),
        # With letters, from 2026 on; without separators a capital letter and a digit must be there.
        Shape(r"[0-9A-Z]{12}[0-9]{2}", lambda n: not n.isdecimal() and _cnpj(n)),
    ),
    document(
        "RG",
        ("RG 12.345.678-9", "rg: 1234567 ssp/ro", "R.G. nº MG-12.345.678", "1234567 SSP/RO"),
        Label(
            r"rgs?|r\.g\.?|registro geral|(?:carteira|c[ée]dula|doc(?:umento)?\.?) (?:de )?ident\.?"
            r"|ident(?:idades?)?\.?|rne|rnm|crnm",
            rf"{_RG}|[A-Z]-?[0-9]{{6}}-?[0-9A-Z]",
        ),
        Label(r"portador(?:a|as|es)? da c[ée]dula", _RG),
        Label(
            r"c[ée]dulas?",
            rf"{_UF}[ .-]{{1,2}}[0-9][0-9.]{{5,10}}(?:-[0-9X])?|[0-9][0-9.]{{6,9}}-[0-9X]",
        ),
        Shape(
            r"[0-9][0-9.]{3,11}[0-9](?:-[0-9X])?",
            before=rf"(?i:[ ,;/-]{{1,3}}{_ISSUER}[ /.-]{{1,3}}{_UF})",
        ),
        Shape(r"[0-9]{1,2}\.[0-9]{3}\.[0-9]{3}-[0-9Xx]"),
    ),
    document(
        "PIS",
        ("PIS 120.12345.67-7", "nis 12012345677"),
        Label(r"pis(?: ?[/-]? ?pasep)?|pasep|nit|nis|n\.i\.[ts]\.?", digits(11)),
        Label(
            r"pis|pasep|nit|nis|inss|abono|fgts|bolsa fam[íi]lia|cad ?[úu]nico",
            digits(11),
            is_pis,
            far=True,
            digits=11,
        ),
        Shape(r"[0-9]{3}\.[0-9]{5}\.[0-9]{2}-[0-9]", is_pis),
    ),
    document(
        "VOTER",
        ("título de eleitor 1234 5678 0175", "titulo: 123456782399"),
        Label(
            r"t[ií]tulo(?: de)? eleitora?|t[ií]tulo eleitoral|inscri[çc][ãa]o eleitoral|eleitor"
            r"|mes[áa]ri[oa]|t[ií]t[.º]? eleit\w*",
            digits(10, 11, 12, 13),
        ),
        Label(
            rf"t[ií]tulos?|{_SLIPPED}|mes[áa]ri[oa]s?|eleitora?|eleitora(?:l|is)|tre|se[çc][ãa]o|votar|justificar",
            digits(12),
            is_voter,
            far=True,
            digits=12,
        ),
    ),
    document(
        "CNS",
        ("CNS 700 5017 5838 1555", "cartão do sus: 700501758381555"),
        Label(
            r"cns|c\.n\.s\.?|(?:cart[ãa]o|carteira|carteirinha|n[úu]mero) (?:d[oe] )?sus|sus"
            r"|cart[ãa]o nacional de sa[úu]de|cart[ãa]o de sa[úu]de",
            digits(15),
        ),
        Label(
            r"cns|sus|vacinas?|posto|ubs|upa|sa[úu]de|carteirinha|cart[ãa]o|consulta|exames?",
            digits(15),
            is_cns,
            far=True,
            digits=15,
        ),
        Shape(r"[0-9]{3}[. ][0-9]{4}[. ][0-9]{4}[. ][0-9]{4}", is_cns),
    ),
    document(
        "CNH",
        ("CNH 01234567890", "minha habilitação é 012 345 678 90"),
        Label(
            r"cnh|c\.n\.h\.?|habilita[çc][ãa]o|carteira de motorista|carta de motorista"
            r"|permiss[ãa]o para dirigir",
            f"{digits(11)}|[0-9]{{9,12}}",
        ),
        Label(
            r"cnh|habilita[çc][ãa]o|carteira|motorista|dirigir|detran|condutora?",
            digits(11),
            is_cnh,
            far=True,
            digits=11,
        ),
    ),
    # A work permit: number and series.
    document(
        "CTPS",
        ("CTPS 1234567 série 001-0/RO", "carteira de trabalho nº 12345"),
        Label(
            r"ctps|carteira de trabalho",
            rf"[0-9]{{5,8}}(?:[ ,/-]{{1,3}}s[ée]rie ?[0-9]{{3,5}}(?:-[0-9])?(?:[ /-]{_UF})?)?",
        ),
    ),
    # The registers are public and give the name for the number: it is another name of a person.
    document(
        "COUNCIL",
        ("OAB/RO 12.345", "crm-sp nº 123456", "OAB 123.456/SP"),
        Label(
            rf"(?:{_COUNCIL})(?: ?[/–-]? ?[0-9]{{1,2}}ª? ?R?)? ?[/–-]? ?(?:{_UF})",
            r"[0-9]{1,3}\.[0-9]{3}(?:-[A-Z0-9])?|[0-9]{3,10}(?:-[A-Z0-9])?",
            near=True,
            digits=3,
        ),
        Label(
            _COUNCIL,
            rf"[0-9]{{1,3}}\.?[0-9]{{3,9}}(?:-[A-Z])?(?=[ ]?[/-]{_UF}\b)",
            near=True,
            digits=3,
        ),
        Label(_COUNCIL, r"[0-9]{2,3}\.[0-9]{3}|[0-9]{5,6}", near=True, digits=3),
    ),
    # Birth, marriage and death, numbered alike since 2010 (CNJ, provimento 63/2017).
    document(
        "CERTIFICATE",
        ("123456 01 55 2013 1 00012 123 0012345-67",),
        Shape(
            r"[0-9]{6}[ .]?[0-9]{2}[ .]?55[ .]?(?:19|20)[0-9]{2}[ .]?[0-9][ .]?[0-9]{5}"
            r"[ .]?[0-9]{3}[ .]?[0-9]{7}[ -]?[0-9]{2}"
        ),
    ),
    # Last: of the 11 digits that other documents also have, one number in a hundred passes.
    document(
        "CPF",
        ("529.982.247-25", "52998224725", "cpf 529 982 24725", "5 2 9 9 8 2 2 4 7 2 5"),
        Label(r"cpfs?|c\.p\.f\.?|cic", digits(11), _cpf, in_links=True),
        # In the groups in which it is said: other ones are part of the number of a card.
        Shape(
            r"[0-9]{3} ?[. –-] ?[0-9]{3} ?[. –-] ?[0-9]{3} ?[./ –-]? ?[0-9]{2}"
            r"|[0-9]{9} ?[./ –-]? ?[0-9]{2}|[0-9](?: [0-9]){10}",
            _cpf,
        ),
    ),
)
