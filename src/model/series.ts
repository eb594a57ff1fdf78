/** Which way is better. */
export type Direction = 'up' | 'down' | 'neutral';

/** Of n cases in a period, x have it. */
export interface RatioPoint {
  /** Its first day as it was given, or null where points only have an order. */
  readonly start: string | null;
  readonly x: number;
  readonly n: number;
  /** Whose cases these are, by keys that are never given away; each is somebody's, or some group's. */
  readonly groups?: readonly Group[];
}

export interface MeasurementPoint {
  readonly start: string | null;
  readonly value: number;
}

/** The cases of one person or group. */
export interface Group {
  readonly key: string | number;
  readonly x: number;
  readonly n: number;
}

/** What was observed over time, oldest first. */
export type Series =
  | { readonly kind: 'ratio'; readonly direction: Direction; readonly points: readonly RatioPoint[] }
  | {
      readonly kind: 'measurement';
      readonly direction: Direction;
      readonly points: readonly MeasurementPoint[];
    };
