import type { Indicator } from '../model/observation.js';
import type { Trend } from '../model/period.js';
import { changesHref, useAround } from './around.js';
import { Link } from './link.js';

interface ShareProps {
  readonly of: Pick<Trend, 'x' | 'n' | 'lower' | 'upper'> & Pick<Indicator, 'name' | 'of'>;
}

/** The share as one figure, or that there is none. */
export function Figure({ of: { x, n } }: ShareProps) {
  const { say } = useAround();
  return <>{n === 0 ? 'no data' : say.percent(x / n)}</>;
}

/** `124 of 310 changes · 95% interval 35% to 46%`: both numbers lead to the changes that they count. */
export function Counted({ of: { name, of, x, n, lower, upper } }: ShareProps) {
  const around = useAround();
  const { say } = around;
  if (n === 0 || lower === null || upper === null) return <>nothing to count</>;
  return (
    <>
      <Link href={changesHref(around, { indicator: name, counts: 'x' })}>{say.number(x)}</Link> of{' '}
      <Link href={changesHref(around, { indicator: name, counts: 'n' })}>
        {say.number(n)} {of ?? 'changes'}
      </Link>{' '}
      · 95% interval {say.percent(lower)} to {say.percent(upper)}
    </>
  );
}
