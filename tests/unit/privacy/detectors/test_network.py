from collections import Counter

import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors import handles, hosts, network
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.one_text import redact_text

SPELLED = [
    "bia arroba gmail ponto com",
    "bia ponto melo arroba gmail ponto com ponto br",
    "bia underline melo arroba outlook ponto com",
    "bia (at) exemplo (dot) org",
    "bia[at]empresa[dot]com[dot]br",
    "bia(arroba)uol(ponto)com(ponto)br",
    "bia{at}exemplo.net",
    "bia<at>gmail<dot>com",
    "bia AT exemplo DOT org",
    "bia at gmail dot com",
    "bia.melo arroba yahoo punto es",
    "bia_melo arroba empresa punto com punto mx",
    "BIA ARROBA HOTMAIL PONTO COM",
    "bia arroba gmail",
    "bia@gmail,com",
    "bia@hotmail",
    "bia @ exemplo.org",
    "bia @gmail.com",
    "bia@ gmail . com",
    "bia@\ngmail.com",
    "bia\n@gmail.com",
    "bia@gmail.\ncom",
    "bia arroba\ngmail ponto com",
    "bia-arroba-gmail-ponto-com",
    "bia.melo-at-gmail-dot-com",
    "bia.melo [at] exemplo [dot] academy",
    "bia (at) exemplo.engineering",
    "bia_melo at gmail.com",
    "bia guion bajo melo arroba outlook punto es",
    "bia.melo @ gmail . com",
]


@pytest.mark.parametrize("written", SPELLED)
@pytest.mark.parametrize("around", ["{}", "me manda no {} ok?", "e-mail: {}; tel", "({})", "🎉{}!"])
def test_addresses_however_they_are_spelled(written, around):
    assert found(network.DETECTORS, around.format(written)) == [("EMAIL", written)]


@pytest.mark.parametrize(
    "text",
    [
        "meet me at google dot com",
        "look at rust-lang dot org",
        "oi @bia.me tudo bem",
        "oi @bia.melo.br",
        "arroba do boi gordo a R$ 300, 20 arrobas",
        "RSVP @Skills Matter",
        "o preço da arroba, com frete",
        "npm i react@18.2.0",
        "git@github.com:org/repo.git",
        "a at b dot c",
        "moro em casa @ terra",
        "x @ y = z. me",
        "@pytest.fixture @app.get",
        "seu e-mail (arroba) é inválido. com",
        "everyone at google.com knows",
        "she works at gmail.com",
        "look at gmail.com or sign in at outlook.com",
        "mora em casa (a) alegre.quintal",
        "version 1.2 at crates.io",
    ],
)
def test_what_only_looks_like_an_address_stays(text):
    assert found(network.DETECTORS, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reach me: biamelo at gmail.com", "biamelo at gmail.com"),
        ("it's bia.melo at example.org, no caps", "bia.melo at example.org"),
        ("contact: biamelo at example.museum", "biamelo at example.museum"),
        ("my gmail is biamelo at gmail", "biamelo at gmail"),
        ("o email é bia costa melo arroba hotmail.com", "bia costa melo arroba hotmail.com"),
        ("manda para bia melo arroba gmail ponto com", "bia melo arroba gmail ponto com"),
        ("bia melo 9 arroba gmail ponto com", "bia melo 9 arroba gmail ponto com"),
    ],
)
def test_addresses_that_are_dictated(text, expected):
    assert found(network.DETECTORS, text) == [("EMAIL", expected)]


def test_a_spelled_address_equals_the_plain_one():
    def value(text):
        view = View(text)
        return next(item.value for d in network.DETECTORS for item in d.find(view))

    plain = value("bia.melo_2@gmail.com.br")
    assert plain == value("Bia ponto melo underline 2 arroba gmail ponto com ponto br")
    assert plain == value("bia.melo_2 (at) gmail [dot] com (dot) br")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("meu ip é 187.45.12.200", ["187.45.12.200"]),
        ("ssh root@187.45.12.200", ["187.45.12.200"]),
        ("http://192.168.0.15:8080/admin", ["192.168.0.15"]),
        ("10.0.0.12/24 e 172.16.254.1", ["10.0.0.12", "172.16.254.1"]),
        ("IP: 1.2.3.4", ["1.2.3.4"]),
        (
            "[2804:14c:5bb1:8a3f:e1d2:3c4b:5a69:7788]:443",
            ["2804:14c:5bb1:8a3f:e1d2:3c4b:5a69:7788"],
        ),
        ("2001:db8::1 fe80::1ff:fe23:4567:890a%eth0", ["2001:db8::1", "fe80::1ff:fe23:4567:890a"]),
        ("00-1B-44-11-3A-B7, 3c:22:fb:9a:0d:e1", ["00-1B-44-11-3A-B7", "3c:22:fb:9a:0d:e1"]),
        ("MAC: 3C22FB9A0DE1 3c22.fb9a.0de1", ["3C22FB9A0DE1", "3c22.fb9a.0de1"]),
    ],
)
def test_addresses_of_machines(text, expected):
    assert [part for _, part in found(hosts.DETECTORS, text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "v1.22.33.44 versão 1.22.33.44 version: 12.0.0.1 Chrome/12.0.99.109 react@1.2.3.4",
        "item 1.2.3.4, seção 14.3.2.11, art. 10.20.30.40, 1.2.3.4",
        "127.0.0.1 0.0.0.0 255.255.255.0 8.8.8.8 1.1.1.1 ::1 2001:4860:4860::8888",
        "10.0.0.0/8 192.168.0.0/16 2001:db8::/32",
        "52.86.12.3.4 300.20.30.40 ==12.1.2.30 https://e.org/tag/1.22.3.4 31.0.15.5222",
        "a::b std::vec 10:30:22 12:34:56 10-20-30-40-50-60 1.2.3",
        "SHA 43:51:43:a1:b5:fc:8b:b7:0a:3a:a9:b1:0f:66:73:a8 ff:ff:ff:ff:ff:ff",
        "mac novo, commit 3f2504e01234",
    ],
)
def test_versions_times_and_machines_of_everybody_stay(text):
    assert found(hosts.DETECTORS, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("segue @biamelo no insta", "biamelo"),
        ("meu insta é bia.melo", "bia.melo"),
        ("meu insta é biamelo", "biamelo"),
        ("instagram: biamelo, tel", "biamelo"),
        ("mi insta es biamelo", "biamelo"),
        ("my ig is biamelo", "biamelo"),
        ("me segue no tiktok @b1", "b1"),
        ("x: @biamelo", "biamelo"),
        ("discord bia#1234", "bia#1234"),
        ("no discord eu sou bia#9999", "bia#9999"),
        ("linkedin: bia-melo", "bia-melo"),
        ("o @ dela é bia.melo", "bia.melo"),
        ("meu @ é biamelo", "biamelo"),
        ("valeu @biamelo", "biamelo"),
        ("oi @bia tudo bem?", "bia"),
        ("sigam arroba biamelo no insta", "biamelo"),
        ("sígueme en instagram como @biamelo", "biamelo"),
        ("add me on snapchat: bia_melo", "bia_melo"),
        ("@bia_melo99 olha isso", "bia_melo99"),
        ("@biamelo", "biamelo"),
        ("foi o u/bia-melo que disse", "bia-melo"),
        ("skype live:bia.melo_1", "bia.melo_1"),
        ("my insta is biamelo thx", "biamelo"),
        ("insta 👉🏽 biamelo", "biamelo"),
        ("insta -> biamelo", "biamelo"),
        ("instagram – biamelo", "biamelo"),
        ("insta user biamelo", "biamelo"),
        ("add me on discord biamelo", "biamelo"),
        ("me acha no kwai como biamelo", "biamelo"),
        ("meu arroba é biamelo", "biamelo"),
        ("procura bia.melo no insta", "bia.melo"),
        ("github: biamelo", "biamelo"),
        ("@biamelo olha isso", "biamelo"),
        ("concordo com o @pedro", "pedro"),
        ("> what do you think @katie?", "katie"),
        ("cc @joao_p", "joao_p"),
    ],
)
def test_handles(text, expected):
    assert found(handles.DETECTORS, text) == [("HANDLE", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "meu insta é privado",
        "meu instagram é o melhor",
        "instagram: rede social de fotos",
        "vi no instagram hoje, o instagram caiu, twitter fora do ar",
        "x: 12 e y: 14, identity<T>(x: T) -> T",
        "bom dia @todos",
        "@dependabot rebase",
        "npm i react@18 @types/node @angular/core",
        "@Override",
        "@media (max-width: 30em)",
        "@app.route('/x') @property @lru_cache(maxsize=1)",
        "usa o @login_required na view",
        "implemented by @someone42 in PR #12",
        "rust#1234 e org/repo#1234",
        "discord v2.0 telegram setup.exe youtube 4k instagram.com.br",
        "Tweet us at @OurProject",
        "siga-nos no insta @nossa.loja",
        "bia@example.org no insta",
        "meu face é legal",
        "o insta dela é lindo",
        "insta/face e telegram - canal aberto",
        "vou pra @casa, lunch @work, install it @latest",
        "Rust Meetup @Funnel",
        "Triage done by **@biamelo**",
        "[@biamelo](https://github.com/biamelo)",
        "enabled by @biamelo",
        "an insta-stable, async-signal-safe type",
        "@GetMapping public Foo foo()",
    ],
)
def test_code_bots_words_and_public_accounts_are_no_handles(text):
    assert found(handles.DETECTORS, text) == []


PIECES = st.sampled_from(
    [
        *SPELLED,
        *("@", "@bia", "insta", "discord", "x: ", "arroba", " at ", "dot", "com", "gmail"),
        *("187.45.12.200", "2001:db8::1", "::", "3c:22:fb:9a:0d:e1", "mac", "u/bia", "bia#1234"),
        *" \n.,:-/()[]é1a_",
    ]
)


@given(st.lists(PIECES, max_size=12))
def test_the_filters_miss_nothing(pieces):
    # `found` asserts it.
    found((*network.DETECTORS, *handles.DETECTORS, *hosts.DETECTORS), "".join(pieces))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["a ponto ", "a@ ", "@a", " arroba", "1.", "a:", "insta ", "x: a"]
)
def test_time_grows_no_faster_than_a_hostile_text(piece):
    detectors = (*network.DETECTORS, *handles.DETECTORS, *hosts.DETECTORS)
    assert growth(lambda text: [list(d.find(View(text))) for d in detectors], piece * 8_000) < 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no insta eu sou zulmiraq, posto lá", "no insta eu sou [HANDLE_1], posto lá"),
        ("en Instagram estoy como zulmira.q", "en Instagram estoy como [HANDLE_1]"),
        ("o insta da padaria ficou zulmira_paes", "o insta da padaria ficou [HANDLE_1]"),
        ("meu usuário no fórum é zquadros", "meu usuário no fórum é [HANDLE_1]"),
        ("my gamertag is zquadros, add me", "my gamertag is [HANDLE_1], add me"),
        ("nombre de usuario: zulmira_88", "nombre de usuario: [HANDLE_1]"),
    ],
)
def test_who_one_is_in_a_network(text, expected):
    assert redact_text(text, Counter()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "o insta ficou estranho ontem",
        "o instagram é bloqueado na escola",
        "instagram is down again",
        "o usuário do sistema é obrigatório",
        "el usuario es responsable de todo",
        "o twitter virou terra de ninguém",
        "no insta eu sou feliz",
        "username: string",
    ],
)
def test_what_is_said_of_a_network_stays(text):
    assert redact_text(text, Counter()) == text
