from collections import Counter

import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors import links, maps, profiles
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.one_text import redact_text

DETECTORS = (*maps.DETECTORS, *profiles.DETECTORS, *links.DETECTORS)

PRIVATE = """
LOCATION https://maps.app.goo.gl/|AbCdEf123
LOCATION https://goo.gl/maps/|xYz12
LOCATION https://www.google.com/maps?q=|-8.76194,-63.90389
LOCATION https://maps.google.com/?q=|-8.76,-63.90
LOCATION https://www.google.com.br/maps/place/|Rua+X,+123/@-8.7,-63.9,17z/data=!3m1
LOCATION https://www.google.com/maps/@|-8.7,-63.9,17z
LOCATION https://waze.com/ul/|h6xyz
LOCATION https://www.waze.com/ul?ll=|-8.7%2C-63.9&navigate=yes
LOCATION https://www.openstreetmap.org/#map=|17/-8.76/-63.90
LOCATION https://maps.apple.com/?address=|Rua%20X,%2012&ll=-8.7,-63.9
LOCATION geo:|-8.7619,-63.9039
LOCATION https://example.org/entrega?lat=|-8.76194
LINK https://www.instagram.com/|bia.melo?igsh=MWx0Z2k3
LINK https://www.instagram.com/stories/|bia.melo/312345/
LINK facebook.com/|bia.melo.5
LINK https://www.facebook.com/profile.php?id=|1000123&mibextid=x
LINK https://br.linkedin.com/in/|bia-melo-12ab
LINK https://x.com/|biamelo
LINK https://twitter.com/|biamelo?s=20
LINK https://www.tiktok.com/@|biamelo
LINK https://bsky.app/profile/|biamelo.bsky.social
LINK https://www.reddit.com/user/|biamelo
LINK http://lattes.cnpq.br/|1234567890123456
LINK me chama: https://t.me/|biamelo
TOKEN https://meet.google.com/|abc-defg-hij
TOKEN https://us02web.zoom.us/j/|81234567890?pwd=abcDEF
TOKEN https://teams.microsoft.com/l/meetup-join/|19%3ameeting_abc%40thread.v2/0?context=%7b%7d
TOKEN https://drive.google.com/file/d/|1AbC_d-E/view?usp=sharing
TOKEN https://drive.google.com/drive/folders/|1AbC
TOKEN https://docs.google.com/document/d/|1AbC/edit#gid=0
TOKEN https://www.dropbox.com/s/|abc123/foto.pdf?dl=0
TOKEN https://1drv.ms/u/|s!AbC
TOKEN https://we.tl/|t-AbC12
TOKEN https://photos.app.goo.gl/|XyZ
CPF https://e.org/x?cpf=|529.982.247-25
NAME https://e.org/x?nome=|Ana%20Souza
NAME https://e.org/x?name=|Ana+Souza
PHONE https://e.org/x?tel=|69999990001
PHONE viber://chat?number=|%2B5569999990001
PHONE tel://|+5569999990001
PHONE https://signal.me/#p/|+5569999990001
TOKEN https://chat.whatsapp.com/invite/|AbCdEfGhIjKlMnOpQrStUv
LINK meu contato: t.me/|biamelo
LINK chama: t.me/|biamelo
POSTCODE https://e.org/x?cep=|76801000
ADDRESS https://e.org/x?endereco=|Rua+X
""".strip().splitlines()


@pytest.mark.parametrize("line", PRIVATE)
@pytest.mark.parametrize("around", ["{}", "vem: {}, ok", "({})", "[aqui]({}).", "*{}*"])
def test_the_part_of_a_link_that_is_somebodys(line, around):
    kind, link = line.split(" ", 1)
    before, private = link.split("|")
    expected = f"{before}[{kind}_1]"
    assert redact_text(around.format(before + private), Counter()) == around.format(expected)


@pytest.mark.parametrize(
    "text", ["me chama: t.me/{}/", "https://t.me/{}/ me chama", "t.me/{} é meu"]
)
def test_an_account_in_telegram(text):
    assert found(DETECTORS, text.format("biamelo")) == [("LINK", "biamelo")]


@pytest.mark.parametrize(
    "link",
    """
https://www.google.com/maps/place/Museu+do+Louvre/
https://www.google.com/maps
https://www.google.com/search?q=rust+1.75
https://goo.gl/abc https://www.openstreetmap.org/about
https://instagram.com/p/Cabc123/ https://instagram.com/bia/p/Cxx/ https://www.instagram.com/reel/Ca/
https://www.instagram.com/explore/tags/x/
https://m.facebook.com/groups/123/ https://www.facebook.com/bia/posts/123
https://www.facebook.com/events/1234/ https://www.facebook.com/share/p/1AbC/ https://fb.watch/abc/
https://www.linkedin.com/company/x/ https://linkedin.com/posts/bia_abc-123
https://x.com/a/status/1577 https://x.com/i/status/1
https://www.tiktok.com/@bia/video/71 https://vm.tiktok.com/ZM123/
https://bsky.app/profile/bia.bsky.social/post/3k https://www.reddit.com/r/rust/comments/x/
https://t.me/rustlang https://netflix.com/title https://fox.com/news https://www.dropbox.com/plans
Follow us on [X](https://x.com/OurProject) or [Bluesky](https://bsky.app/profile/our.bsky.social)
https://github.com/bia https://medium.com/@bia/x-123 https://docs.google.com/forms/d/e/1FAIp/viewform
https://e.org/x?name=rust https://e.org/x?title=Abc+Def https://meet.google.com/landing
""".strip().splitlines(),
)
def test_posts_videos_groups_and_companies_stay(link):
    assert found(DETECTORS, link) == []


PIECES = st.sampled_from(
    [line.split(" ", 1)[1].replace("|", "") for line in PRIVATE]
    + [
        "https://",
        "x.com/",
        "t.me/bia",
        "me ",
        "?q=",
        "-8.7619",
        "&",
        "=",
        "/",
        ".",
        " ",
        "\n",
        "a",
    ]
)


@given(st.lists(PIECES, max_size=8))
def test_the_filters_miss_nothing(pieces):
    found(DETECTORS, "".join(pieces))  # asserts it


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["x.com/a", "https://x.com/", "?q=1", "maps.google.com/?", "%20"])
def test_time_grows_no_faster_than_a_hostile_text(piece):
    assert growth(lambda text: [list(d.find(View(text))) for d in DETECTORS], piece * 8_000) < 10
