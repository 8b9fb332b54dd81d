import pytest
from acervo.privacy.detectors import documents_br
from acervo.privacy.detectors.documents_br import is_case, is_cnh, is_cns, is_pis, is_voter
from hypothesis import given
from hypothesis import strategies as st
from stdnum.br import cnpj, cpf

from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked

DETECTORS = documents_br.DETECTORS

PLANTED = {
    "CASE": """
Processo nº <0012843-03.2015.8.07.0001>
proc. <0012843-99.2015.8.07.0001>/RO
autos <00128430320158070001>
<0012843-03.2015.807.0001>
processo <0012843-03.2015>
https://pje.example.jus.br/consulta/<0012843-03.2015.8.07.0001>
""",
    "CPF": """
cpf <529.982.247-25>
meu cpf é <52998224725>
cpf n. <529 982 247 25>
CPF:<529982247-25>
cpf <5299822 4725>
cpf <529,982,247,25>
C.P.F. <529.982.247/25>
<529 982 247-25>
<529-982-247-25>
<529.982.247.25>
<529. 982. 247-25>
<5 2 9 9 8 2 2 4 7 2 5>
https://example.org/?cpf=<52998224725>&x=1
{"cpf_cliente": "<52998224725>"}
cpf<52998224725>
""",
    "CNPJ": """
cnpj <11.222.333/0001-81>
<11222333000181>
<11 222 333 0001 81>
<11.222.333 / 0001 - 81>
<11222333/0001-81>
<11.222.333.0001-81>
<12.ABC.345/01DE-35>
<12.abc.345/01de-35>
<12ABC345/01DE-35>
cnpj <12ABC34501DE35>
a nota sai no <12ABC34501DE35>
CNPJ da empresa: <12abc34501de35>
""",
    "RG": """
RG: <12.345.678-9>
rg <123456789>
meu rg é <1234567> ssp ro
o RG dela: <MG-12.345.678>
RG nº <12.345.678-X> SSP/SP
R.G. <1.234.567>
identidade <1234567>
carteira de identidade n. <12.345.678-9>
rg e cpf: <12.345.678-9>
RG\u00a0<12345678>
<1234567> SSP/RO
doc <2.345.678-9> SESDEC-RO
anota aí: <12.345.678-9>
rg<12345678>
RNE <V123456-7>
<12345678> é o meu rg
põe <12345678> no campo RG
qual o rg dela? o dela é <4123332>
RG <17984877X> DETRAN/RJ
rg da criança <12.345.678-9> SSP/RO e do pai <3495057>
<1234567> ssp/ro
RG dos visitantes:\\n1. Rui <12345678>\\n2. Eva <87654321>
""",
    "PIS": """
PIS <120.12345.67-2>
no extrato do abono apareceu <12012345672> de novo
pis: <12012345672>
PIS/PASEP nº <120.12345.67-8>
NIT <12012345672>
meu nis é <120 1234 5677>
<120.12345.67-2>
""",
    "VOTER": """
título de eleitor: <1234 5678 0191>
titulo eleitor <123456780191>
meu título eleitoral é <123456789012>
título nº <123456782399>, zona 12
pra justificar usei <123456782399>
""",
    "CNH": """
CNH nº <01234567890>
minha cnh <01234567890>
cnh registro <012345678-90>
carteira de motorista <01234567890>
minha habilitação: <01234567890>
categoria B, registro <90680618827>, cnh nova
tirei a carteira! nº <50810732601>
""",
    "CNS": """
cns <700501758381000>
cartão SUS <700 5017 5838 1555>
meu sus é <700501758381000>
número do SUS: <700.5017.5838.1555>
<700 5017 5838 1000>
no posto pediram o <700501758381000>
""",
    "COUNCIL": """
OAB/RO <1234>
OAB-SP nº <123.456>
oab sp <123456>
CRM <12345>/RO
crm: <123456>
CRM-RO <1234>
crea <1234567890>/SP
COREN-SP <123.456>
""",
}


@pytest.mark.parametrize(
    ("kind", "line"),
    [(kind, line) for kind, lines in PLANTED.items() for line in lines.strip().splitlines()],
)
def test_found(kind, line):
    text, parts = marked(line.replace("\\n", "\n"))
    assert found(DETECTORS, text) == [(kind, part) for part in parts]


@pytest.mark.parametrize(
    "text",
    """
CPF 123.456.789-00 e CNPJ 11.222.333/0001-82
111.111.111-11 000.000.000-00 00.000.000/0000-00
perdi meu RG ontem, custa 50 reais
RG Games 2024 e identidade visual v2
PIS/COFINS de 2024: 9,25%
CNH 2024, habilitação por 3000 reais
CRM 2024 da empresa, prova da OAB/RO em 2024, OAB 38
título: Guerra e Paz, 1869; o título 123456789012 do dia
processo 12/2024; o processo de 2019-2023
cartão do SUS em 2024
pedido nº 123456789 de 12/05/2024
R$ 12.345.678,90 e R$ 1.234.567
ISBN 978-85-333-0227-3, 10.1145/3459637.3482012, arXiv:2410.12613
v12.345.678 192.168.100.200 1.83.0-nightly
commit 52998224725abcdef e 0x52998224725
_x52998224725 52998224725abc
Lei 13.709/2018, art. 5º
700 5017 5838 1001
https://www.example.org/r/rust/comments/ecuj74/weekly comments/ecuj74
120.12345.67-3
a carteira custou 90680618826 vezes nada; detran 50810732602
no posto pediram 700501758381001 coisas
tem rg? 12345678 pessoas passaram
pedido 12345678 e o rg esqueci
3776 624931 63028 é de cartão, sem cpf
ABCDEFGHIJKL99 e 12ABC34501DE36
""".strip().splitlines(),
)
def test_left(text):
    assert found(DETECTORS, text) == []


def digits(count):
    return st.text("0123456789", min_size=count, max_size=count).filter(lambda d: len(set(d)) > 1)


@given(digits(9), st.sampled_from(["{}.{}.{}-{}", "{}{}{}{}", "{} {} {} {}", "{}.{}.{}/{}"]))
def test_every_cpf(base, writing):
    number = base + cpf._calc_check_digits(base)
    text = writing.format(number[:3], number[3:6], number[6:9], number[9:])
    assert found(DETECTORS, f"oi {text}, ok") == [("CPF", text)]
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert ("CPF", wrong) not in found(DETECTORS, f"oi {wrong}")


@given(st.text("0123456789ABCDEFGHJKLMNPRSTVWXYZ", min_size=12, max_size=12), st.booleans())
def test_every_cnpj_of_letters_and_digits(base, lower):
    number = base + cnpj.calc_check_digits(base)
    text = f"{number[:2]}.{number[2:5]}.{number[5:8]}/{number[8:12]}-{number[12:]}"
    text = text.lower() if lower else text
    assert found(DETECTORS, text) == [("CNPJ", text)] * cnpj.is_valid(number)


@given(digits(7), st.integers(1998, 2029), st.integers(1, 9), digits(2), digits(4))
def test_every_case(serial, year, branch, court, origin):
    rest = f"{year}{branch}{court}{origin}"
    check = 98 - int(f"{serial}{rest}00") % 97
    assert is_case(f"{serial}{check:02}{rest}")
    assert not is_case(f"{serial}{(check + 1) % 97:02}{rest}")


@pytest.mark.parametrize(
    ("check", "valid"),
    [
        (is_cnh, "90680618827"),
        (is_pis, "12012345672"),
        (is_cns, "700501758381000"),
        (is_voter, "123456780191"),
        (is_voter, "123456782399"),
    ],
)
def test_check_digits_catch_every_wrong_digit(check, valid):
    assert check(valid)
    others = (valid[:i] + d + valid[i + 1 :] for i in range(len(valid)) for d in "0123456789")
    caught = [not check(other) for other in others if other != valid]
    assert sum(caught) >= 0.93 * len(caught)
    assert not check(valid[:-1]) and not check(valid + "0")
