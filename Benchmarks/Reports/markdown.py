"""Tables that read well on a terminal and in Markdown, and the numbers and times in them."""


def number(value):
    """Three significant digits, or all before the point."""
    return f"{value:.3g}" if abs(value) < 999.5 else f"{value:,.0f}"


def duration(seconds):
    """Seconds in the unit that suits them."""
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1:
            break
    return f"{number(seconds * factor)} {unit}"


def table(header, rows):
    """A Markdown table whose columns are aligned: text to the left, figures to the right."""
    widths = [max(len(str(row[place])) for row in [header, *rows]) for place in range(len(header))]
    figures = [
        bool(rows) and all(str(row[place])[:1] in "0123456789+-−–" for row in rows)
        for place in range(len(header))]

    def line(cells):
        padded = [
            str(cell).rjust(width) if is_figure else str(cell).ljust(width)
            for cell, width, is_figure in zip(cells, widths, figures)]
        return f"| {' | '.join(padded)} |\n"

    rule = "|".join(
        "-" * (width + 1) + ":" if is_figure else "-" * (width + 2)
        for width, is_figure in zip(widths, figures))
    return line(header) + f"|{rule}|\n" + "".join(line(row) for row in rows)
