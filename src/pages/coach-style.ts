/** The style of the pages about many repositories; part of the style of every page. */
export const COACH_STYLE = `
.spark { display: block; overflow: visible; max-width: 100%; }
.spark path { fill: none; stroke: var(--first); stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.spark circle { fill: var(--first); }
main:has(.wide) { max-width: 110rem; }
.links { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: .5rem 0; padding: 0; }
.counts { margin: 0; } .counts > div { display: grid; grid-template-columns: 9rem 1fr; gap: .2rem .8rem; padding: .25rem 0; }
.counts dt { color: var(--quiet); padding-top: .15rem; } .counts dd { margin: 0; display: flex; flex-wrap: wrap; gap: .35rem; }
.chip { border: 1px solid var(--line); border-left: 4px solid var(--rung, var(--line)); border-radius: .3rem; padding: .1rem .6rem; color: var(--ink); text-decoration: none; font-size: .92rem; }
a.chip:hover { text-decoration: underline; }
.on-slipping { --rung: var(--after); } .on-relapsed { --rung: var(--untested); } .on-no-baseline { --rung: var(--quiet); } .on-no-signal { --rung: var(--quiet); }
.on-early-win { --rung: var(--accompanied); } .on-holding { --rung: var(--accompanied); } .on-sustained { --rung: var(--first); } .on-anchored { --rung: var(--first); }
.filter, .record { display: flex; flex-wrap: wrap; gap: .7rem; align-items: end; margin: 1.25rem 0; }
.record { background: var(--box); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: .2rem 0 1rem; }
.filter label, .record label { display: grid; gap: .15rem; font-size: .88rem; color: var(--quiet); min-width: 0; flex: 0 1 auto; }
.record .long { flex: 1 1 20rem; }
input, select, button { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--quiet); border-radius: .3rem; padding: .35rem .6rem; min-height: 2.4rem; max-width: 100%; }
input[aria-invalid], select[aria-invalid] { border: 2px solid var(--untested); }
input::placeholder { color: var(--quiet); opacity: 1; }
button { cursor: pointer; } form button[type=submit] { border-color: var(--ink); font-weight: 600; }
input:focus-visible, select:focus-visible, button:focus-visible, a:focus-visible { outline: 2px solid var(--accompanied); outline-offset: 2px; }
.remove { margin: .2rem 0; } .remove button { min-height: 1.7rem; padding: .05rem .6rem; font-size: .88rem; font-weight: 400 !important; border-color: var(--line) !important; }
.done { border-left: 3px solid var(--first); padding: .1rem .75rem; } .refused { border: 2px solid var(--untested); border-radius: .5rem; padding: .2rem 1rem; margin: .6rem 0; }
.grid { font-size: 1rem; } .grid thead th { position: sticky; top: 0; background: var(--paper); z-index: 1; font-size: .88rem; color: var(--quiet); font-weight: 400; }
.grid th[scope=row] { font-weight: 600; overflow-wrap: anywhere; min-width: 9rem; max-width: 24rem; } .grid th small { display: block; font-weight: 400; }
.grid td { min-width: 10rem; } .grid .what { display: none; }
.cell { display: grid; gap: .1rem; border-left: 4px solid var(--rung, var(--line)); padding-left: .6rem; }
.cell:has(.on-slipping) { --rung: var(--after); } .cell:has(.on-relapsed) { --rung: var(--untested); } .cell:has(.on-sustained), .cell:has(.on-anchored) { --rung: var(--first); }
.cell:has(.on-early-win), .cell:has(.on-holding) { --rung: var(--accompanied); }
.stands { font-weight: 600; } .on-no-baseline.stands, .on-no-signal.stands { font-weight: 400; }
.stands .symbol { color: var(--rung, var(--quiet)); letter-spacing: .05em; font-size: .85em; }
.warned { color: var(--after); } .pages { display: flex; gap: 1rem; margin: 1rem 0; }
.above { margin-top: 1.2rem; font-weight: 600; }
.adoption { color: var(--quiet); } .adoption text { fill: currentColor; font-size: 12px; } .adoption .rule { stroke: var(--line); }
.adoption rect { stroke: var(--paper); stroke-width: 1; }
.swatch { display: inline-block; width: .9em; height: .9em; border: 1px solid var(--quiet); vertical-align: -.1em; background: var(--bar); forced-color-adjust: none; }
.adoption rect { fill: var(--bar); }
.bar-anchored { --bar: var(--first); } .bar-sustained { --bar: color-mix(in srgb, var(--first) 65%, var(--paper)); }
.bar-holding { --bar: var(--accompanied); } .bar-early-win { --bar: color-mix(in srgb, var(--accompanied) 45%, var(--paper)); }
.bar-slipping { --bar: var(--after); } .bar-relapsed { --bar: var(--untested); }
.bar-no-signal { --bar: color-mix(in srgb, var(--quiet) 45%, var(--paper)); } .bar-no-baseline { --bar: var(--box); }
.adoption .bar-no-baseline { stroke: var(--line); }
@media (max-width: 44rem) {
  .counts > div { grid-template-columns: 1fr; }
  .filter label, .record label, .filter input, .filter select, .record input, .record select { width: 100%; flex-basis: 100%; }
  .grid, .grid tbody, .grid tr, .grid th[scope=row], .grid td { display: block; max-width: none; } .grid thead { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden; }
  .grid tr { background: var(--box); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .9rem; margin: .7rem 0; }
  .grid th[scope=row], .grid td { border: 0; padding: .25rem 0; } .grid .what { display: block; color: var(--quiet); font-size: .88rem; }
}
@media (prefers-contrast: more) { :root { --quiet: var(--ink); --line: var(--ink); } }
@media print { .filter, .record, .remove, .pages { display: none; } }
@media (forced-colors: active) { .spark path { stroke: CanvasText; } .spark circle { fill: CanvasText; } }
`;
