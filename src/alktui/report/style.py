"""The look of the HTML sheet: dark on light, readable on a screen, one side of A4 in print; page.py repeats its measures."""

STYLE = """\
@page { size: A4 portrait; margin: 8mm 9mm; }
* { box-sizing: border-box; }
html { color: #1a1a1a; background: #fff; }
body { margin: 0; font: 14px/1.4 "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
main { max-width: 1100px; margin: 0 auto; padding: 16px; }
header { display: flex; justify-content: space-between; align-items: baseline; border-bottom: 2px solid #1a1a1a; }
h1 { font-size: 1.45em; margin: 0; overflow-wrap: anywhere; }
.day { margin: 0 0 0 1em; white-space: nowrap; }
dl { margin: .4em 0; }
dl div { display: flex; }
dt { flex: 0 0 8em; color: #444; }
dd { margin: 0; overflow-wrap: anywhere; }
dl div:first-child dd { font-weight: bold; }
.notice { margin: .25em 0; padding: .15em .5em; border-left: 3px solid #888; background: #f3f3f3; }
.notice.warning { border-color: #a15c00; background: #fdf3e3; }
section { margin-top: .8em; }
h2 { font-size: 1.08em; margin: 0 0 .15em; border-bottom: 1px solid #999; break-after: avoid; }
h2 small { font-weight: normal; font-size: .8em; color: #444; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
caption, thead span, .columns-2 thead th { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { text-align: left; vertical-align: top; padding: .12em .5em .12em 0; font-weight: normal; overflow-wrap: anywhere; }
thead th { font-size: .85em; color: #444; padding-bottom: 0; }
col:first-child { width: 3%; }
tbody tr { border-top: 1px solid #ddd; break-inside: avoid; }
tbody th { font-weight: bold; }
.side-by-side ul { columns: 2; column-gap: 2em; }
.mark { font-weight: bold; text-align: center; padding-right: 0; }
td.mark + th, thead th:nth-child(2) { padding-left: .5em; }
cite { color: #444; font-style: normal; font-size: .95em; }
.sensitive .mark { background: #d9efd9; }
.resistant .mark { background: #f6d6d3; }
.conflicting .mark { background: #fbe6bf; }
.possible th { font-weight: normal; }
ul, ol { margin: 0; padding-left: 1.2em; }
ul.marked { list-style: none; padding: 0; }
ul.marked li { padding-left: 1.7em; text-indent: -1.7em; }
ul.marked li b { display: inline-block; min-width: 1.7em; text-indent: .6em; white-space: nowrap; }
ol { list-style: none; padding: 0; font-size: .88em; }
li { overflow-wrap: anywhere; break-inside: avoid; }
h2 em { margin-left: 1em; }
footer { margin-top: .8em; padding-top: .2em; border-top: 1px solid #999; }
@media print {
  body { font-size: PRINTED; line-height: 1.15; }
  main { max-width: none; padding: 0; }
  section { margin-top: .35em; }
  ol li { display: inline; }
  .mark, .notice { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def style(size: float) -> str:
    """The style sheet of a page that is printed in letters of a size, in points."""
    return STYLE.replace("PRINTED", f"{size:g}pt")
