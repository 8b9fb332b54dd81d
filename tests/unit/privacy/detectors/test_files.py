import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors import files
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.detectors.cases import found

GENERATED = (
    """
IMG-20240506-WA0001.jpg|VID-20240506-WA0012.mp4|PTT-20240506-WA0003.opus|STK-20240506-WA0011.webp
DOC-20240506-WA0003.pdf|WhatsApp Image 2024-05-06 at 10.30.22.jpeg|WhatsApp Image 2024-05-06 at 10.30.22 (1).jpeg
WhatsApp Video 2024-05-06 at 10.30.22 AM.mp4|Imagem do WhatsApp de 2024-05-06 à(s) 10.30.22_1a2b3c4d.jpg
IMG_20240506_103022.jpg|IMG_20240506_103022_HDR~2.jpg|PXL_20240506_103022123.PORTRAIT.jpg|VID_20240506.mp4
Screenshot_20240506-103022.png|Screenshot_2024-05-06-10-30-22-123_com.whatsapp.jpg|IMG_1234.HEIC|IMG_1234.jpg
Screenshot 2024-05-06 at 10.30.22.png|Screen Shot 2024-05-06 at 10.30.22 PM.png|DSC_0001.JPG|P1000123.JPG
Captura de tela 2024-05-06 103022.png|Captura de Tela 2024-05-06 às 10.30.22.png|00000012-PHOTO-2024-05-06-10-30-22.jpg
Captura de pantalla 2024-05-06 103022.png|20240506_103022.jpg|photo_2024-05-06_10-30-22.jpg
photo_1@06-05-2024_10-30-22.jpg|FB_IMG_1714999999999.jpg|received_123456789.jpeg|signal-2024-05-06-103022.jpg
CamScanner 05-06-2024 10.30.pdf|Conversa do WhatsApp com Maria.txt|WhatsApp Chat with Maria Silva.zip
""".strip()
    .replace("\n", "|")
    .split("|")
)
WRAPS = ["{}", "olha {} aí", "🎉{}🎉", "({})", "*{}*,", "x\n{}\ny", "_{}_", "foto:{};", "{}."]


@pytest.mark.parametrize("wrap", WRAPS)
@pytest.mark.parametrize("name", GENERATED)
def test_names_that_phones_and_messengers_make_are_found_whole(name, wrap):
    assert found(files.DETECTORS, wrap.format(name)) == [("FILE", name)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("segue curriculo_maria_silva.pdf", "curriculo_maria_silva.pdf"),
        ("Segue o Contrato João de Souza.docx pra assinar", "Contrato João de Souza.docx"),
        ("olha o contrato joão souza.pdf!", "contrato joão souza.pdf"),
        ("comprovante-pix-jose.pdf", "comprovante-pix-jose.pdf"),
        ("CurriculoMariaSilva.pdf", "CurriculoMariaSilva.pdf"),
        ('"Relatório da Ana Paula.pdf"', "Relatório da Ana Paula.pdf"),
        ("Wanderlei Tavares.pdf", "Wanderlei Tavares.pdf"),
        ("resume_john_smith.docx", "resume_john_smith.docx"),
        ("Factura Enero Juan Pérez.pdf", "Factura Enero Juan Pérez.pdf"),
        ("foto_ana.png", "foto_ana.png"),
        ("Tia do bolo.vcf", "bolo.vcf"),
        ("laudo.pdf", "laudo.pdf"),
        ("storage/emulated/IMG-20240506-WA0001.jpg", "IMG-20240506-WA0001.jpg"),
        # Said to be attached: then it may be called anything.
        ("<attached: 00000012-Festa da firma.pdf>", "00000012-Festa da firma.pdf"),
        ("Ana: lista de compras.pdf (file attached)", "lista de compras.pdf"),
        ("lista de compras.xlsx (arquivo anexado)", "lista de compras.xlsx"),
        ("te mandei o planilha_gastos.xlsx", "planilha_gastos.xlsx"),
    ],
)
def test_documents_that_are_somebodys(text, name):
    assert found(files.DETECTORS, text) == [("FILE", name)]


INNOCENT = (
    """
README.md Cargo.toml main.rs config.yaml index.html|report.pdf|leia o manual_v2.pdf|logo.png e screenshot.png
docs/architecture.pdf|https://example.org/Contrato_Maria.pdf|`requirements.txt`|robots.txt|data.csv|slides.pdf
rust-1.70.0-x86_64.zip|rust-codemesh2013.pdf|by-label.png|npm-Whitepaper.pdf|Attention Is All You Need.pdf
release-2024-05-06|issue_2024-05-06|reunião em 2024-05-06 10:30|IMG tag|em PDF. Depois|aula_03.mp4|output.mp4
nightly-2024-05-06|report-2024-05-06.pdf|node.js e vue.js|v1.2.3.zip|maria.rs e joao.py|[FILE_1]
""".strip()
    .replace("\n", "|")
    .split("|")
)


@pytest.mark.parametrize("text", INNOCENT)
def test_names_of_programs_and_of_common_documents_stay(text):
    assert found(files.DETECTORS, text) == []


PIECES = st.sampled_from(
    GENERATED
    + INNOCENT
    + list(" \n.-_()\"'<>:")
    + [".pdf", ".jpg", "Contrato ", "ana", "2024-05-06", "<attached: ", " (file attached)"]
)


@given(st.lists(PIECES, max_size=7))
def test_the_filter_lets_pass_whatever_is_found(pieces):
    found(files.DETECTORS, "".join(pieces))  # asserts it


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "a.pdf ",
        "IMG_20240506_",
        "Ana ",
        "<attached: ",
        "a",
        "WhatsApp Image ",
        "2024-05-06 ",
        ".jpg",
        '"',
        "Conversa do WhatsApp com ",
        "Captura de tela 2024-05-06 ",
    ],
)
def test_time_grows_no_faster_than_a_hostile_text(piece):
    assert (
        growth(
            lambda text: list(files.DETECTORS[0].find(View(text + ".pdf"))),
            piece * (60_000 // len(piece)),
        )
        < 10
    )
