import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors.coordinates import DETECTORS
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.detectors.cases import found


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("-8.7612, -63.9004", ["-8.7612, -63.9004"]),
        ("estou em -23.550520,-46.633308!", ["-23.550520,-46.633308"]),
        ("(40.4168, -3.7038)", ["40.4168, -3.7038"]),
        ("-8.7612 -63.9004", ["-8.7612 -63.9004"]),
        ("41.387917, 2.169919", ["41.387917, 2.169919"]),
        ("lat -8.76 long -63.90", ["-8.76 long -63.90"]),
        ("latitude: -8,7612, longitude: -63,9004", ["-8,7612, longitude: -63,9004"]),
        ("coordenadas: 41.38 2.17", ["41.38 2.17"]),
        ("GPS 38.7223° -9.1393°", ["38.7223° -9.1393°"]),
        ("40.4168° N, 3.7038° W", ["40.4168° N, 3.7038° W"]),
        ("8°45'40.5\"S 63°54'01.2\"W", ["8°45'40.5\"S 63°54'01.2\"W"]),
        ("8° 45′ 40″ S, 63° 54′ 1″ O", ["8° 45′ 40″ S, 63° 54′ 1″ O"]),
        ("geo:-8.7612,-63.9004;u=35", ["-8.7612,-63.9004"]),
        ("58PJ6Q9W+2X", ["58PJ6Q9W+2X"]),
        ("6Q9W+2X Porto Velho", ["6Q9W+2X"]),
        ("///mesa.verde.lago", ["mesa.verde.lago"]),
        ("at 40.712776 -74.005974. 47 people", ["40.712776 -74.005974"]),
        ("aqui [-8.761234, -63.900456] ó", ["-8.761234, -63.900456"]),
        ("aqui _-8.761234,-63.900456_ ó", ["-8.761234,-63.900456"]),
    ],
)
def test_places(text, places):
    assert found(DETECTORS, text) == [("LOCATION", place) for place in places]


@pytest.mark.parametrize(
    "text",
    """3.14159, 2.71828
0.1234, -0.5678
1.2345, -2.3456, 3.4567
[[1.0000, -2.0000], [3.0000, 4.0000]]
[-0.5123, 1.8812]
loss 0.1234 acc 0.9876
v1.2345.6 -> 1.2346.0
-123.4567, -63.9004
de 25° a 30°
ângulo de 45° e 90°
R$ 1.234,5678
2024.05.06 10.30
a localização 3 de 5
lat 5
C++ 20, ABCD+2X
/// comentário
///foo.bar
https://example.org///a.b.c
mesa.verde.lago""".splitlines(),
)
def test_other_numbers_and_words_stay(text):
    assert found(DETECTORS, text) == []


def test_one_place_has_one_value_however_it_is_written():
    texts = (
        "-8.7612, -63.9004",
        "lat -8.7612 long -63.9004",
        "geo:-8.7612,-63.9004",
        "-8.76120 -63.90040",
    )
    assert len({i.value for text in texts for i in DETECTORS[0].find(View(text))}) == 1


@given(
    st.decimals(-89, 89, places=5),
    st.decimals(-179, -1, places=5),
    st.sampled_from([", ", ",", " ", "; "]),
)
def test_west_of_greenwich_every_pair_of_decimals_is_a_place(lat, lon, between):
    assert found(DETECTORS, f"aqui {lat}{between}{lon} ok") == [
        ("LOCATION", f"{lat}{between}{lon}")
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["1.2345, ", "-1.23456 ", "lat ", "8°", "8°4'", "///a.b", "2222", "lat 1.2 "]
)
def test_time_grows_no_faster_than_a_hostile_text(piece):
    assert (
        growth(lambda text: list(DETECTORS[0].find(View(text))), piece * (80_000 // len(piece)))
        < 10
    )
