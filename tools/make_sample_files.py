# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Makes the files of the bundled sample from the texts in `tools/sample/`, in the wire formats that the importers read.

    python tools/make_sample_files.py [--to FOLDER]

Without `--to` the files in the package are renewed. Same texts, same bytes: `tests/test_sample.py` holds them against each other.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from sample_content import load
from sample_koop import publication
from sample_odata import House
from sample_office import as_docx, as_html, as_pdf
from sample_vlos import Transcript

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "bijgepraat" / "sample" / "data"


def files() -> dict[str, bytes]:
    """Every file of the sample, by its path below the sample's folder."""
    content = load(HERE / "sample")
    made: dict[str, bytes] = {"vng/bijgepraat-weekbericht.txt": content.weekly.encode("utf-8")}
    papers = {paper.key: publication(paper) for paper in content.papers}
    made |= {f"kamerstukken/{key}.xml": text for key, text in papers.items()}
    house = House(content, {key: len(text) for key, text in papers.items()})
    meetings = []
    for debate in content.debates:
        transcript = Transcript(content, debate, house.activity_number(debate))
        text = transcript.xml()
        made[f"verslagen/{debate.id}.xml"] = text
        meetings.append(house.meeting(debate, transcript.end, len(text)))
    made |= {f"tweedekamer/{name}": page for name, page in house.pages(meetings).items()}
    for name, write in (("akkoord", as_html), ("uitvoering", as_docx), ("bijlage", as_pdf)):
        part = content.agreement[name]
        made[f"akkoord/{part['bestand']}"] = write(part)
    lines = (
        {
            "id": item["id"],
            "title": item["title"],
            "text": "\n".join(line.strip() for line in item["text"].strip().splitlines()),
            "date": item["date"].isoformat(),
            "source": item["source"],
        }
        for item in sorted(content.news, key=lambda item: (item["date"], item["id"]))
    )
    made["nieuws/berichten.jsonl"] = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=TARGET, help="folder to write to (default: the package's own)")
    target: Path = parser.parse_args().to
    made = files()
    for old in target.rglob("*"):
        if old.is_file() and old.relative_to(target).as_posix() not in made:
            old.unlink()
    for name, content in made.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
