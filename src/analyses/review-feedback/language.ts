import type { Word } from './prose.js';

/** Fewer words than this say too little of their language: names and terms of the trade are English everywhere. */
const FEWEST_WORDS = 4;
/** From this share of words in another script on, a text is not English with a foreign name in it. */
const OTHER_SCRIPT = 0.4;
/** One word may be a name or a quotation. */
const FEWEST_FOREIGN = 2;

/** Small words of each language that are no English ones; the commonest twenty or so. */
const FOREIGN = new Set(
  `
  der das und ist nicht ein eine einen mit auf für von dem den auch wir hier sich noch aber oder wenn wird kann könnte
  sollte bitte warum wäre diese dieser dieses man ich du nur schon
  le les des est une pas que qui dans pour avec sur ce cette ces il je nous vous mais ou où peut être sont du au aux
  pourquoi ici cela ça merci faut devrait
  el los las una es por para con del al lo se su pero más esto este esta estos aquí porque cuando como hay ser está
  debería puede gracias
  os um uma não em na da das dos ao são isso esse essa aqui mas também seria pode você porque obrigado
  il gli uno è di che non per con della delle nel sono questo questa qui anche perché dovrebbe può grazie
  het een van niet dat deze met voor op zijn maar ook wel hier waarom moet kan graag dit
  nie się jest na to że jak czy tego tutaj ale dla od może przez tylko dlaczego proszę
  och att det är inte som på av en ett den för med kan här varför
  bir bu ve için ile değil mi daha gibi çok olarak var burada neden
  không là của và có này được cho một thì nên
  yang dan ini itu tidak dengan untuk dari ada bisa karena
  `
    .trim()
    .split(/\s+/),
);

/** Small words of English, with those that other languages have too. */
const ENGLISH = new Set(
  `
  the a an and or but of to in on for with from by at as is are was were be been it its this that these those i we you
  he they my your our not no do does did don't can could should would will may might must have has had if then else when
  why what how which who where there here so just only also please think need needs use used instead because than more
  same all any some other one into out up about like make maybe it's i'm i'd isn't doesn't
  `
    .trim()
    .split(/\s+/),
);

/** Scripts that write no spaces: each character counts as half a word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Whether a text is in another language than English, for all that its words tell. */
export function isForeign(words: readonly Word[]): boolean {
  let all = 0;
  let otherScript = 0;
  let foreign = 0;
  let english = 0;
  for (const { text, kind } of words) {
    if (kind !== 'word' && kind !== 'identifier') continue;
    const other = otherLetters(text);
    if (other > 0) {
      all += other;
      otherScript += other;
      continue;
    }
    all += 1;
    if (ENGLISH.has(text)) english += 1;
    if (FOREIGN.has(text)) foreign += 1;
  }
  if (otherScript > 0 && otherScript >= OTHER_SCRIPT * all) return true;
  return all >= FEWEST_WORDS && foreign >= FEWEST_FOREIGN && foreign > english;
}

/** How many words a text in another script than Latin is; 0 for Latin. */
function otherLetters(text: string): number {
  if (/^[\u0000-\u024F]*$/.test(text)) return 0;
  let unspaced = 0;
  let other = false;
  for (const character of text) {
    if (UNSPACED.test(character)) unspaced += 1;
    else if (/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}\p{Script=Greek}]/u.test(character))
      other = true;
  }
  return unspaced > 0 ? Math.max(1, unspaced / 2) : other ? 1 : 0;
}
