"""Puts the tables of the last runs into a document, each between the comments that name it.

A document holds `<!-- NAME -->` and `<!-- end of NAME -->`; what stands between becomes the file
NAME.md of the results. A table that was not measured stays as it is.
"""

import argparse
import pathlib
import re


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=pathlib.Path)
    parser.add_argument("document", type=pathlib.Path)
    options = parser.parse_args()
    text = options.document.read_text()
    for path in sorted(options.results.glob("*.md")):
        marks = f"<!-- {path.stem} -->", f"<!-- end of {path.stem} -->"
        pattern = re.compile(f"{marks[0]}.*?{marks[1]}", re.DOTALL)
        if not pattern.search(text):
            continue
        table = path.read_text().strip()
        text = pattern.sub(lambda _: f"{marks[0]}\n{table}\n{marks[1]}", text)
        print(f"{options.document}: {path.stem}")
    options.document.write_text(text)


if __name__ == "__main__":
    main()
