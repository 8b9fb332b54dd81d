from collections import Counter

import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors import credentials, tokens
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.one_text import redact_text

ALL = (*tokens.DETECTORS, *credentials.DETECTORS)

SECRETS = [
    ("senha: {}", "x7"),
    ("a senha do wifi é {}", "gatinho"),
    ("a senha do wifi é {}", "Gato@2024!"),
    ("*senha:* {}", "abc123"),
    ("senha do wifi da casa: {} 😀", "casaazul"),
    ("wifi CasaDaAna senha {}", "abc12345"),
    ("a senha é essa aqui: {}", "girassol"),
    ("a senha mudou, agora é {}", "casa1234"),
    ("Senha = {}", "P@ss.word"),
    ("senha:\n{}", "abc12345"),
    ("password is {}", "hunter2"),
    ("the wifi password is {}", "sunflower"),
    ('the password for the router is "{}"', "correct horse battery staple"),
    ("contraseña: {}", "x9kk"),
    ("contrasen\u0303a: {}", "x9kk"),
    ("mi contraseña es {}.", "Perro#99"),
    ("la clave del wifi es {}", "arcoiris77"),
    ("sua palavra-passe é {}", "Lisboa99"),
    ("DB_PASSWORD={}", "abc"),
    ('"password": "{}",', "abc"),
    ("{} é a senha", "gato123"),
    ("WIFI:T:WPA;S:casa;P:{};;", "azul1234"),
    ("wifi: {}", "gatos123"),
    ("PIN: {}", "4821"),
    ("o pin do cartão é {}", "4821"),
    ("código de verificação {}", "482913"),
    ("Seu código do WhatsApp é {}", "123-456"),
    ("{} is your Google verification code", "G-123456"),
    ("tu código de verificación es {}", "482913"),
    ("use the code {} to log in", "482913"),
    ("código de acesso do portão: {}", "4821"),
]


@pytest.mark.parametrize(("template", "secret"), SECRETS)
def test_what_is_said_to_be_a_password_or_a_code_is_found_and_nothing_else(template, secret):
    assert found(ALL, template.format(secret)) == [("SECRET", secret)]


@pytest.mark.parametrize(
    "text",
    [
        "login: ana senha: banana",
        "usuário: ana\nsenha: banana",
        "user ana / pass: banana",
        "login e senha: ana / banana",
        "usuario: ana, clave: banana",
    ],
)
def test_a_login_goes_with_its_password(text):
    assert found(ALL, text) == [("HANDLE", "ana"), ("SECRET", "banana")]


def test_a_login_that_is_an_address_is_left_to_its_detector():
    assert found(ALL, "login ana@example.org senha abc123") == [("SECRET", "abc123")]


# «» marks what is replaced.
@pytest.mark.parametrize(
    "marked",
    """
clave del wifi «perrito88»
a senha e «kgls-mm2k-pq9z»
mudei a senha pra «pipoca44»
senha provisória «tatu8832»
snha: «abacaxi99»
passwrod: «sunny99x»
🔐«abacaxi99»🔐 é a senha
«tatu8832» na senha
pass do wifi «abacaxi99»
<password>«banana99»</password>
PGPASSWORD=«banana99» psql
login admin senha «WfmaMnkA»!
ana@example.org:«tatu8832»
seed phrase: «abandon ability able about above absent absorb abstract absurd abuse access accident»
passphrase: «correct horse battery staple»
""".strip().splitlines(),
)
def test_a_password_goes_in_the_phrasings_of_chats(marked):
    parts = marked.replace("»", "«").split("«")
    assert found(ALL, "".join(parts)) == [("SECRET", part) for part in parts[1::2]]


NO_SECRET = (
    """
the password is required!!|password: Option<String>|DB_PASSWORD=changeme|senha A042|contra covid19
[pass 128-bit C-style enum](x)|16 passwords|pass 12 tests
esqueci a senha|a senha é obrigatória|senha de 8 dígitos|senha com no mínimo 12 caracteres
reset your password|the password is incorrect.|password: string|password: &str|password=getpass()
the password must be 12 characters|a senha expira em 30 dias|senha: alguém sabe?|alguém sabe a senha?
a senha não chegou: alguém ajuda?|password sha256 hash|senha 42|a senha é a mesma de sempre
código de erro 404|código postal 28001|código do pedido: 123456|exit code 1234|error code is 0x80070005
pin 13 do arduino|GPIO pin 17|la clave es la paciencia|la clave es trabajar|pin-project 1.0.12
password reuse continued to drive 1234 accounts|wifi: 802.11ax|wifi é 300Mbps|2024 is the code freeze
KEP-1234 is code complete|the code is 1000 lines|123456 is the most common password|senha: ******
[pass attributes to hir::TyParam](x)|password: ${DB_PASS}|<password>|passar: 1234|compass: 1234
""".strip()
    .replace("\n", "|")
    .split("|")
)


@pytest.mark.parametrize("text", NO_SECRET)
def test_talk_about_passwords_and_codes_stays(text):
    assert found(ALL, text) == []


TOKENS = [
    "sk-proj-abcDEF123456ghiJKL789",
    "sk-abcdefghijklmnopqrst1234",
    "ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R",
    "github_pat_11ABCDEFG0abcdefghijkl_mnop",
    "hf_abcdefghijklmnop1234",
    "AKIA0123456789ABCDEF",
    "AIzaSyA0123456789abcdefghijklmnopqrstuv",
    "xoxb-123456789012-abcdefGHIJKL",
    "glpat-abcdefghij0123456789",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc_DEF-123",
    "123456789:AAabcdefghijklmnopqrstuvwxyz0123456",
    "sk_live_abcdefghij0123456789",
    "SG.abcdefghijklmnop01.abcdefghijklmnop0123",
    "npm_abcdefghijklmnopqrst0123456789",
    "APP_USR-1234567890123456-010203-abcdef",
]


@pytest.mark.parametrize(
    "wrap", ["{}", "usa {} aí", "🎉{}🎉", "({})", "`{}`", "TOKEN={}", '"{}",', "x\n{}\ny", "{}."]
)
@pytest.mark.parametrize("token", TOKENS)
def test_tokens_are_known_by_their_shape(token, wrap):
    assert found(ALL, wrap.format(token)) == [("TOKEN", token)]


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("api key: 9f86d081884c7d65", "9f86d081884c7d65"),
        ('"apiKey": "Zk29dkqpWoeiru28",', "Zk29dkqpWoeiru28"),
        ("a chave da API é AbCd1234EfGh", "AbCd1234EfGh"),
        ("Authorization: Bearer abcDEF123.456-ghi", "abcDEF123.456-ghi"),
        ("Authorization: Basic YW5hOmJhbmFuYQ==", "YW5hOmJhbmFuYQ=="),
        ("postgres://app:s3/nh@a@db.example.org:5432/x", "app:s3/nh@a"),
        (
            "https://hooks.slack.com/services/T0AAA/B0BBB/abcdefghijklmnop",
            "T0AAA/B0BBB/abcdefghijklmnop",
        ),
        ("aws secret wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzz", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzz"),
    ],
)
def test_tokens_are_known_by_what_is_before_them(text, token):
    assert found(ALL, text) == [("TOKEN", token)]


@pytest.mark.parametrize("end", ["-----END RSA PRIVATE KEY-----", "AbCdEfGhIjKlMnOpQrStUvWxYz0="])
def test_a_private_key_goes_whole_even_if_cut_off(end):
    key = f"-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA0123456789\n{end}"
    assert found(ALL, f"olha:\n{key}\n\nviu") == [("TOKEN", key)]


NO_TOKEN = (
    """
max_tokens: 20480000|token: String|token: &Jwt|let token = get_token()|token=process.env.TOKEN1234|sk-learn
API_KEY=YOUR_API_KEY|secret: ${SECRET_1234}|commit 3f2504e01234567890abcdef1234567890abcdef|key: value
sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855|Bearer token is needed
key 550e8400-e29b-41d4-a716-446655440000|data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA|the key is 2024-01-05
checksum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"|a risk-based-approach-for-2024
https://blog.example.org/2024/api-token-scopes.html|-----BEGIN CERTIFICATE-----
""".strip()
    .replace("\n", "|")
    .split("|")
)


@pytest.mark.parametrize("text", NO_TOKEN)
def test_hashes_and_talk_about_tokens_stay(text):
    assert found(ALL, text) == []


PIECES = st.sampled_from(
    [t.format(s) for t, s in SECRETS]
    + TOKENS
    + NO_SECRET
    + NO_TOKEN
    + list(" \n.,:=\"'*")
    + ["senha", " é ", "login ", "code ", "abc123", "[SECRET_1]", "token "]
)


@given(st.lists(PIECES, max_size=7))
def test_redacting_twice_changes_nothing_and_the_filters_let_pass(pieces):
    text = "".join(pieces)
    found(ALL, text)  # asserts that the filters let it pass
    redacted = redact_text(text, Counter())
    assert redact_text(redacted, Counter()) == redacted


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "senha ",
        "a é ",
        "senha do a ",
        "login a ",
        "eyJ",
        "sk-a",
        "a_",
        "token: ",
        "-----BEGIN PRIVATE KEY-----",
        "wifi ",
        "code 1",
        "ab.",
        "postgres://a:",
    ],
)
def test_time_grows_no_faster_than_a_hostile_text(piece):
    def work(text):
        for detector in ALL:
            list(detector.find(View(text)))

    assert growth(work, piece * (60_000 // len(piece))) < 10
