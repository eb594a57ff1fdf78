/** The style of a summary: a page to read, and one sheet of A4 or US Letter to print, whatever it says. */
export const SUMMARY_STYLE = `
.summary { max-width: 48rem; margin: 0 auto; }
.summary h2 { margin: 1.6rem 0 .4rem; }
.summary ul { margin: .3rem 0; padding-left: 1.2rem; }
.summary .headline { font-weight: 600; font-size: 1.08rem; }
.summary .practice { border-top: 1px solid var(--line); padding: .6rem 0; }
.summary .practice h3 { font-size: 1.05rem; font-weight: 600; }
.summary .stands b { font-size: 1.15rem; } .summary .symbol { color: var(--first); letter-spacing: .05em; }
.summary .bars { overflow: hidden; white-space: nowrap; color: var(--accompanied); line-height: 1.1; font-family: ui-monospace, monospace; }
.summary th[scope=row] { font-weight: 400; }
.summary .scroll:focus-visible { outline: 2px solid var(--accompanied); outline-offset: 2px; }
.summary footer { margin-top: 1.6rem; }
@media print {
  @page { margin: 9mm 12mm; }
  :root { color-scheme: light; --paper: #fff; --ink: #000; --quiet: #444; --line: #999; --box: #fff;
    --first: #14613a; --accompanied: #14489e; --after: #7a5200; }
  main:has(.summary) { max-width: none; padding: 0; font-size: 8.3pt; line-height: 1.26; }
  .summary { max-width: none; }
  .summary .screen { display: none; }
  .summary p { margin: 1pt 0; }
  .summary h1 { font-size: 14pt; margin: 0; } .summary h2 { font-size: 10pt; margin: 5pt 0 1.5pt; }
  .summary .headline { font-size: 9.2pt; margin: 2pt 0; }
  .summary .practice { display: grid; grid-template-columns: auto 1fr; column-gap: 6pt; padding: 2pt 0; break-inside: avoid; }
  .summary .practice h3 { font-size: 9.2pt; } .summary .practice h3 + p { align-self: end; }
  .summary .practice > p:not(h3 + p) { grid-column: 1 / -1; }
  .summary .stands b { font-size: 9.2pt; }
  .summary .bars { display: none; }
  .summary ul { margin: 0; padding-left: 10pt; }
  .summary table { font-size: 8pt; } .summary th, .summary td { padding: 1pt 6pt 1pt 0; }
  .summary .scroll { overflow: visible; }
  .summary footer { margin-top: 4pt; font-size: 7.4pt; }
}
`;
