# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Tables of a circular: what does not fit is named with its file and line, and nothing is taken of it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from bijgepraat.model.municipalities import CLUSTERS, Circular, Payment
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.circulars import read_circular

HEAD = "\t".join(["Codering maatstaf", "Naam maatstaf", *CLUSTERS.values(), "Totaal"])
ZEROS = "\t0" * 11


def weights(*rows: str) -> str:
    return "\n".join([HEAD, *rows]) + "\n"


GOOD = {
    "gewichten.csv": weights(f"inwo\tinwoners\t1.234,50{ZEROS}\t1.234,50", f"vast\tvast bedrag\t0\t2{ZEROS[2:]}\t2"),
    "volumina.csv": "CBS\tNaam\tProv\tinwo\tvast nieuw\n14\tAa\t1\t1.000,00\t1,00\n344\tBee\t2\t-\t\n",
    "su_iu_du.csv": "CBS\tNaam\tProv\topvang\n14\tAa\t1\t12\n344\tBee\t2\t-3,5\n",
}


def circular(folder: Path, **changed: str | bytes | None) -> Circular:
    for name, text in {**GOOD, **{f"{name}.csv": text for name, text in changed.items()}}.items():
        if text is not None:
            (folder / f"gf_{name}").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_circular(
        folder,
        title="Proef",
        year=2030,
        source="bedacht",
        factor=Fraction(1),
        payment_of=lambda name: Payment(name, "wmo") if name == "opvang" else None,
        known={},
    )


def test_numbers_codes_and_clusters_are_read_exactly(tmp_path: Path) -> None:
    found = circular(tmp_path)
    assert [one.code for one in found.municipalities] == ["GM0014", "GM0344"]
    assert found.measures[0].weights == {"sociale-basis": Fraction("1234.5")}
    assert found.measures[1].weights == {"participatie": 2}
    assert found.volumes == {"GM0014": {"inwo": 1000, "vast": 1}, "GM0344": {"inwo": 0, "vast": 0}}
    assert found.paid["GM0344"] == {"opvang": Fraction("-3.5")}


def test_tables_in_windows_1252_with_a_mark_are_read(tmp_path: Path) -> None:
    text = GOOD["volumina.csv"].replace("Aa", "Súdwest")
    assert circular(tmp_path, volumina=text.encode("cp1252")).municipalities[0].name == "Súdwest"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"gewichten": None}, "staat niet"),
        ({"gewichten": ""}, "geen rijen"),
        ({"gewichten": weights(f"inwo\tinwoners\t5{ZEROS}\t6")}, "regel 2: de gewichten van inwoners tellen niet op"),
        ({"gewichten": weights(f"inwo\tinwoners\tvijf{ZEROS}\t5")}, "regel 2: .*'vijf'"),
        ({"gewichten": weights(f"inwo\tx\t1.23,4{ZEROS}\t1")}, "een getal zoals 1.234,56"),
        ({"gewichten": GOOD["gewichten.csv"].replace("Onderwijs", "Onderwijs en meer")}, "verwacht worden code, naam"),
        ({"gewichten": GOOD["gewichten.csv"].replace("vast\tvast", "inwo\tvast")}, "de maatstaf inwo staat er twee keer"),
        ({"gewichten": GOOD["gewichten.csv"][:-4]}, "kolommen in plaats van 15"),
        ({"volumina": GOOD["volumina.csv"].replace("\tinwo", "\tinwoners")}, "maatstaven inwo hebben wel gewichten"),
        ({"volumina": GOOD["volumina.csv"].replace("344", "14")}, "regel 3: Bee .GM0014. staat er twee keer"),
        ({"volumina": GOOD["volumina.csv"].replace("344", "GM344")}, "geen CBS-nummer"),
        ({"volumina": 'CBS\tNaam\n"nooit dicht'}, "onleesbaar"),
        ({"volumina": "CBS\n" + "9" * 200_000}, "kolommen|CBS-nummer|onleesbaar"),
        ({"su_iu_du": GOOD["su_iu_du.csv"].replace("opvang", "iets nieuws")}, "bij welk cluster de uitkering iets nieuws hoort"),
        ({"su_iu_du": GOOD["su_iu_du.csv"].replace("344", "345")}, "staat niet in de tabel met aantallen"),
        ({"su_iu_du": "CBS\tNaam\tProv\topvang\n14\tAa\t1\t12\n"}, "de gemeenten GM0344 ontbreken"),
        ({"su_iu_du": b"\x00\xff\xfe\x00" * 50}, "gf_su_iu_du.csv: geen leesbare tekst"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(tmp_path: Path, changed: dict[str, str | bytes | None], words: str) -> None:
    with pytest.raises(InputError, match=words):
        circular(tmp_path, **changed)


def test_two_tables_of_the_same_sort_are_refused(tmp_path: Path) -> None:
    (tmp_path / "oude_volumina.csv").write_text("x")
    with pytest.raises(InputError, match="2 keer"):
        circular(tmp_path)
