"""Where people live and are."""

from benchmarks.annotated.model import Draw, Piece, slot

_STREETS = {
    "BR": ("das Acácias", "Sete de Setembro", "José Camacho", "Dom Pedro II", "Marechal Deodoro", "Goiás", "Buenos Aires", "do Contorno", "Padre Chiquinho", "21 de Abril"),
    "PT": ("do Alecrim", "da Liberdade", "Almirante Reis", "de Santa Catarina", "5 de Outubro", "dos Douradores", "Dr. Sousa Viterbo"),
    "ES": ("Mayor", "de Alcalá", "del Pez", "Gran Capitán", "San Vicente", "Doctor Esquerdo", "2 de Mayo"),
    "MX": ("Insurgentes Sur", "Benito Juárez", "5 de Mayo", "Niños Héroes", "Lázaro Cárdenas", "Álvaro Obregón"),
    "US": ("Maple", "Evergreen", "Old Mill", "Lincoln", "Cedar Hollow", "Martin Luther King Jr.", "Sunset"),
}  # fmt: skip
_AREA = {
    "BR": ("Centro", "Nova Porto Velho", "bairro Embratel", "Pinheiros, São Paulo - SP"),
    "PT": ("Lisboa", "Porto", "Coimbra"),
    "ES": ("Madrid", "Sevilla", "Valencia"),
    "MX": ("Col. Roma Norte", "Col. Centro", "Guadalajara"),
    "US": ("Springfield", "Austin, TX", "Dayton, OH"),
}  # fmt: skip


@slot("ADDRESS")
def address(draw: Draw) -> list[Piece]:
    """Street and house, at times the flat and, not counted, the town."""
    name, house = draw.pick(_STREETS[draw.country]), draw.number(2, 4999)
    floor, side = draw.number(1, 9), draw.pick(["Esq", "Dto", "B", "A", "C"])
    writings = {
        "BR": [
            f"{draw.pick(['Rua', 'R.', 'rua', 'Av.', 'Avenida', 'Travessa', 'Alameda', 'av'])} {name}, {house}",
            f"{draw.pick(['Rua', 'Av.', 'Rod.'])} {name}, nº {house}", f"Rua {name} {house}, apto {house % 900 + 11}",
            f"Av. {name}, {house}, bloco {side[0]} ap {floor}02", f"Travessa {name}, {house}, casa {floor}", f"R. {name} n. {house}",
            f"Rua {name}, {house} - fundos", f"Quadra {floor} Lote {house % 40} Casa {floor}", f"rua {name.lower()} {house}",
        ],
        "PT": [f"Rua {name} {house % 300}", f"Av. {name}, n.º {house % 300}, {floor}º {side}", f"Rua {name}, {house % 300}, {floor}.º {side}", f"Travessa {name} {house % 99}", f"Largo {name}, {house % 50}", f"Praceta {name} lote {floor} R/C"],
        "ES": [f"Calle {name} {house % 300}", f"C/ {name}, {house % 300}", f"calle {name} nº {house % 300}, {floor}º {side}", f"Avda. {name} {house % 300}, {floor}-{side}", f"Plaza {name}, {house % 60}", f"Paseo {name} {house % 300}, piso {floor}"],
        "MX": [f"Calle {name} #{house}", f"Av. {name} {house}, int. {floor}", f"Calz. {name} No. {house}", f"Calle {name} {house} depto {floor}"],
        "US": [f"{house} {name} St", f"{house} {name} Avenue, Apt {floor}{side[0]}", f"{house} N {name} Rd", f"{house} {name} Street", f"{house} {name} Blvd. #{floor}0{floor}", f"PO Box {house}", f"{house} {name} Ln Unit {floor}"],
    }[draw.country]  # fmt: skip
    value = Piece(draw.pick(writings), "ADDRESS", True)
    if draw.chance(0.4):
        return [
            value,
            Piece(draw.pick([", ", " - ", ", "])),
            Piece(draw.pick(_AREA[draw.country]), "town", None),
        ]
    return [value]


@slot("POSTCODE")
def postcode(draw: Draw) -> str:
    """The words around it tell, but where the shape does."""
    n = draw.digits(5, "123456789")
    return {
        "BR": draw.pick(
            [
                f"{n}-{draw.digits(3)}",
                f"{n}-{draw.digits(3)}",
                f"{n[:2]}.{n[2:]}-{draw.digits(3)}",
                f"{n}{draw.digits(3)}",
            ]
        ),
        "PT": f"{n[:4]}-{draw.digits(3)}",
        "ES": f"{draw.number(1, 52):02d}{draw.digits(3)}",
        "MX": f"0{n[:4]}",
        "US": draw.pick([n, f"{n}-{draw.digits(4)}"]),
    }[draw.country]


def _degrees(draw: Draw) -> tuple[str, str]:
    latitude, longitude = draw.number(-3300, 4300) / 100, draw.number(-9900, -400) / 100
    return f"{latitude}{draw.digits(4)}", f"{longitude}{draw.digits(4)}"


@slot("LOCATION")
def coordinates(draw: Draw) -> str:
    latitude, longitude = _degrees(draw)
    d = draw.digits
    return draw.pick(
        [
            f"{latitude}, {longitude}", f"{latitude},{longitude}", f"{latitude} {longitude}",
            f"{draw.number(1, 33)}°{draw.number(10, 59)}'{draw.number(10, 59)}\"S {draw.number(30, 73)}°{draw.number(10, 59)}'{draw.number(10, 59)}\"W",
            f"{draw.number(1, 33)}.{d(5)}° S, {draw.number(30, 73)}.{d(5)}° W",
        ]
    )  # fmt: skip


@slot("LOCATION")
def map_link(draw: Draw) -> list[Piece]:
    latitude, longitude = _degrees(draw)
    token = draw.letters(17, "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ123456789")
    where = f"{latitude},{longitude}"
    before, value, after = draw.pick(
        [
            ("https://maps.google.com/?q=", where, ""), ("https://www.google.com/maps/@", where, ",17z"), ("https://maps.app.goo.gl/", token, ""), ("https://goo.gl/maps/", token, ""),
            ("https://waze.com/ul?ll=", where, "&navigate=yes"), ("geo:", where, ""), ("https://www.openstreetmap.org/?mlat=", f"{latitude}&mlon={longitude}", ""),
            ("https://maps.apple.com/?ll=", where, ""), ("https://www.google.com/maps/place/", f"{where}", "/"), ("https://www.google.com/maps/search/?api=1&query=", where.replace(",", "%2C"), ""),
        ]
    )  # fmt: skip
    return [Piece(before), Piece(value, "LOCATION", True), Piece(after)]
