/** The style of the pages about many repositories; part of the style of every page. */
export const COACH_STYLE = `
.spark { display: block; overflow: visible; max-width: 100%; }
.spark path { fill: none; stroke: var(--first); stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.spark circle { fill: var(--first); }
@media (forced-colors: active) { .spark path { stroke: CanvasText; } .spark circle { fill: CanvasText; } }
`;
