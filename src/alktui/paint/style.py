"""The look of the HTML pages: light or dark as the reader has it, always light in print, A4, letters of 9 pt and more.

Blue-green against red, which colour-blind readers tell apart; a letter or a sign always says the same.
"""

STYLE = """\
@page {
  size: A4 portrait; margin: 9mm 10mm 12mm;
  @bottom-right { content: "page " counter(page) " of " counter(pages); font: 9pt sans-serif; color: #444; }
}
:root {
  color-scheme: light dark;
  --ink: #1a1a1a; --paper: #fff; --dim: #55595c; --line: #9aa0a3; --box: #f1f5f5;
  --good: #005f63; --good-fill: #bfe3e1; --bad: #a3201a; --bad-fill: #f5cdc8; --warn: #7a4b00; --warn-fill: #fae3b4;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ink: #e8e8e8; --paper: #16191b; --dim: #a3a9ad; --line: #565d61; --box: #1f2527;
    --good: #6fd3cf; --good-fill: #0f4a4c; --bad: #ff9a90; --bad-fill: #6a211c; --warn: #f2c268; --warn-fill: #5a3f0a;
  }
}
* { box-sizing: border-box; }
html { color: var(--ink); background: var(--paper); }
body { margin: 0; font: 15px/1.4 "Helvetica Neue", Arial, "Liberation Sans", sans-serif; hyphens: manual; }
main { max-width: 1000px; margin: 0 auto; padding: 16px; }
h1 { font-size: 1.4em; margin: 0 0 .2em; border-bottom: 2px solid var(--ink); }
h2 { font-size: 1.1em; margin: 0 0 .2em; border-bottom: 1px solid var(--line); break-after: avoid; }
h3 { font-size: 1em; margin: .5em 0 .1em; break-after: avoid; }
small { font-weight: normal; font-size: 1em; color: var(--dim); }
section { margin-top: .8em; }
section:nth-of-type(2) { padding: .4em .7em; border: 2px solid var(--good); background: var(--box); }
p { margin: .15em 0; overflow-wrap: break-word; }
.indented { padding-left: 1.6em; }
.muted { color: var(--dim); }
.good { color: var(--good); }
.bad { color: var(--bad); }
.warn { color: var(--warn); }
.strong, .title { font-weight: bold; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: .2em 0; }
th, td { text-align: left; vertical-align: top; padding: .1em .4em .1em 0; overflow-wrap: break-word; }
tbody tr { border-top: 1px solid var(--line); break-inside: avoid; }
.matrix { width: auto; max-width: 100%; table-layout: auto; }
.matrix td, .matrix th { text-align: center; padding: .1em .5em; border: 0; }
.matrix tbody th { text-align: left; }
.matrix .filled { font-weight: bold; background: var(--box); border: 1px solid var(--line); }
.matrix .filled.good { background: var(--good-fill); color: var(--ink); }
.matrix .filled.bad { background: var(--bad-fill); color: var(--ink); }
.matrix .filled.warn { background: var(--warn-fill); color: var(--ink); }
ul { margin: 0; padding-left: 1.6em; }
.bar { display: block; height: .4em; }
.bar.good { background: var(--good); }
.bar.bad { background: var(--bad); }
.blank { min-height: 2em; border-bottom: 1px solid var(--ink); }
@media print {
  body { font-size: 9pt; line-height: 1.2; }
  main { max-width: none; padding: 0; }
  section { margin-top: .5em; }
  .filled, section:nth-of-type(2) { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
