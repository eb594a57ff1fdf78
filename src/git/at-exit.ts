const undone = new Set<() => void>();

process.once('exit', () => {
  for (const undo of undone) undo();
});

/**
 * Undoes something when this process ends, whichever way it ends but by a signal that cannot be caught. One listener for all
 * of it: a server has many git processes at once.
 * @returns takes it back
 */
export function atExit(undo: () => void): () => void {
  undone.add(undo);
  return () => undone.delete(undo);
}
