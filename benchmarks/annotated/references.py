"""What refers to texts, programs and rules: innocuous, to be kept, however much it looks like a number."""

from stdnum import ean
from stdnum import isbn as any_isbn

from benchmarks.annotated.model import Draw, slot

_HEX = "0123456789abcdef"
_ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


@slot("hash", False)
def hash_(draw: Draw) -> str:
    first = draw.pick("abcdef")  # of digits alone it might be a number
    return (
        first + draw.letters(draw.pick([6, 7, 11, 31, 39, 39, 63]) - 1, _HEX) + draw.pick("abcdef")
    )


@slot("version", False)
def version(draw: Draw) -> str:
    n = draw.number
    return draw.pick(
        [
            f"{n(0, 30)}.{n(0, 40)}.{n(0, 99)}",
            f"v{n(0, 9)}.{n(0, 40)}",
            f"{n(1, 9)}.{n(0, 9)}.{n(0, 9)}rc{n(1, 4)}",
            f"v{n(1, 30)}.{n(0, 9)}.{n(0, 9)}-beta.{n(1, 9)}",
            f"10.0.{n(17000, 26000)}.{n(1000, 5000)}",
            f"{n(20, 26)}.0{n(4, 9)}.{n(1, 9)}",
        ]
    )


@slot("isbn", False)
def isbn(draw: Draw) -> str:
    base = "978" + draw.pick(["65", "85", "972", "84", "0"])
    base += draw.digits(12 - len(base))
    n = base + ean.calc_check_digit(base)
    ten = n[3:12] + any_isbn._calc_isbn10_check_digit(n[3:12])
    return draw.pick(
        [
            n,
            f"{n[:3]}-{n[3:5]}-{n[5:9]}-{n[9:12]}-{n[12]}",
            ten,
            f"{ten[0]}-{ten[1:4]}-{ten[4:9]}-{ten[9]}",
        ]
    )


@slot("doi", False)
def doi(draw: Draw) -> str:
    n = f"10.{draw.number(1000, 9999)}"
    return draw.pick(
        [
            f"{n}/s{draw.digits(5)}-0{draw.digits(2)}-{draw.digits(5)}-{draw.digits(1)}",
            f"{n}/j.cell.2023.{draw.digits(2)}.{draw.digits(3)}",
            f"https://doi.org/{n}/{draw.digits(7)}.{draw.digits(7)}",
            f"{n}/zenodo.{draw.digits(7, '123456789')}",
        ]
    )


@slot("arxiv", False)
def arxiv(draw: Draw) -> str:
    n = f"{draw.number(8, 25):02d}{draw.number(1, 12):02d}.{draw.digits(5)}"
    return draw.pick(
        [
            f"arXiv:{n}",
            f"arXiv:{n}v{draw.number(1, 5)}",
            f"https://arxiv.org/abs/{n}",
            f"https://arxiv.org/pdf/{n}",
        ]
    )


@slot("standard", False)
def standard(draw: Draw) -> str:
    n = draw.number
    return draw.pick(
        [
            f"NBR {n(5000, 16999)}",
            f"NBR {n(5000, 9999)}:20{n(10, 24)}",
            "NBR 5410",
            f"ABNT NBR {n(5000, 9999)}",
            f"ISO {n(1000, 45000)}:20{n(10, 24)}",
            f"RFC {n(100, 9700)}",
            f"NR-{n(1, 38)}",
            f"IEEE 802.{n(1, 22)}",
            f"EN {n(50000, 62000)}-{n(1, 4)}",
            f"CVE-20{n(10, 25)}-{n(1000, 49999)}",
        ]
    )


@slot("issue", False)
def issue(draw: Draw) -> str:
    return draw.pick(
        [
            f"#{draw.number(1, 48000)}",
            f"PR #{draw.number(1, 9000)}",
            f"issue {draw.number(10, 32000)}",
            f"GH-{draw.number(10, 32000)}",
            f"JIRA-{draw.number(100, 9999)}",
        ]
    )


@slot("law", False)
def law(draw: Draw) -> str:
    n = draw.number
    tongue = draw.language[:2]
    if tongue == "en":
        return draw.pick(
            [
                f"Section {n(1, 900)}",
                f"{n(1, 50)} U.S.C. § {n(100, 9000)}",
                f"H.R. {n(100, 9000)}",
                f"{n(20, 49)} CFR {n(10, 99)}.{n(1, 300)}",
            ]
        )
    if tongue == "es":
        return draw.pick(
            [
                f"Ley {n(1, 60)}/20{n(10, 24)}",
                f"Real Decreto {n(100, 1900)}/20{n(10, 24)}",
                f"artículo {n(1, 500)}",
            ]
        )
    return draw.pick(
        [
            f"Lei {n(1, 14)}.{draw.digits(3)}/20{n(10, 24)}",
            f"Lei nº {n(8, 14)}.{draw.digits(3)}",
            f"art. {n(1, 2000)}",
            f"Decreto-Lei n.º {n(1, 300)}/20{n(10, 24)}",
            f"LC {n(90, 200)}/20{n(10, 24)}",
            f"art. {n(1, 12)}.{draw.digits(3)}",
        ]
    )


@slot("link", False)
def link(draw: Draw) -> str:
    n, token = draw.number, draw.letters(11, _ALNUM + "-_")
    day = f"20{n(15, 26)}/{n(1, 12):02d}/{n(1, 28):02d}"
    return draw.pick(
        [
            f"https://www.bbc.com/portuguese/articles/c{draw.letters(11, 'abcdefghijklmnopqrstuvwxyz0123456789')}", f"https://g1.globo.com/ro/rondonia/noticia/{day}/chuva-alaga-ruas-da-capital.ghtml", f"https://youtu.be/{token}",
            f"https://www.youtube.com/watch?v={token}", f"https://www.youtube.com/watch?v={token}&t={n(10, 900)}s", "https://pt.wikipedia.org/wiki/Rond%C3%B4nia", f"https://github.com/pola-rs/polars/issues/{n(10, 29000)}",
            f"https://stackoverflow.com/questions/{n(1000000, 79000000)}/how-to-sort-a-dict", f"https://www.nytimes.com/{day}/science/moon-water.html", f"https://elpais.com/sociedad/{day.replace('/', '-')}/la-lluvia-llega-al-sur.html",
            f"https://open.spotify.com/track/{draw.letters(22, _ALNUM)}", "https://www.planalto.gov.br/ccivil_03/leis/l8112cons.htm", f"https://pypi.org/project/polars/1.{n(1, 40)}.{n(0, 9)}/", f"https://www.publico.pt/{day}/sociedade/noticia/comboios-param-amanha-{n(2000000, 2200000)}",
            f"https://www.amazon.com/dp/B0{draw.letters(8, 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789')}", f"https://news.ycombinator.com/item?id={n(10000000, 45000000)}", f"https://www.theguardian.com/world/{n(2015, 2026)}/mar/{n(10, 28)}/storm-reaches-coast", f"https://docs.python.org/3.{n(9, 14)}/library/re.html#re.compile",
            f"https://www.nature.com/articles/s41586-0{n(20, 25)}-{draw.digits(5)}-{draw.digits(1)}", f"https://vimeo.com/{n(100000000, 999999999)}", f"https://www.gov.br/receitafederal/pt-br/assuntos/noticias/{day[:4]}/abril/prazo", f"https://medium.com/better-code/how-we-moved-to-rust-{draw.letters(12, _HEX)}",
            f"https://commons.wikimedia.org/wiki/File:Porto_Velho_{n(1990, 2020)}.jpg", f"https://www.reddit.com/r/python/comments/1{draw.letters(6, _HEX)}/polars_vs_pandas/", f"https://zenodo.org/records/{n(100000, 9999999)}", f"https://huggingface.co/datasets/wikimedia/wikipedia/tree/main/20231101.{draw.pick(['pt', 'es', 'en'])}",
        ]
    )  # fmt: skip


@slot("package", False)
def package(draw: Draw) -> str:
    """What has "@" and is neither an address nor a person."""
    n = draw.number
    return draw.pick(
        [
            f"@types/node@{n(14, 24)}.{n(0, 9)}.{n(0, 20)}",
            "@angular/core",
            "git@github.com:pola-rs/polars.git",
            "@media (max-width: 600px)",
            "@property",
            "@dataclass(frozen=True)",
            f"actions/checkout@v{n(2, 6)}",
            f"lodash@{n(3, 4)}.{n(0, 17)}.{n(0, 21)}",
        ]
    )


@slot("stamp", False)
def stamp(draw: Draw) -> str:
    """A moment as programs write it."""
    n = draw.number
    day = f"20{n(15, 26)}-{n(1, 12):02d}-{n(1, 28):02d}"
    return draw.pick(
        [
            f"{day}T{n(10, 23)}:{n(10, 59)}:{n(10, 59)}Z",
            f"{day} {n(10, 23)}:{n(10, 59)}:{n(10, 59)},{draw.digits(3)}",
            f"epoch {n(1500000000, 1790000000)}",
            f"{day}T{n(10, 23)}:{n(10, 59)}:{n(10, 59)}.{draw.digits(3)}-03:00",
        ]
    )
