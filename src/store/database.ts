import type { Prisma, PrismaClient } from './generated/client.js';
import { harmlessJson } from './harmless.js';

export type Database = PrismaClient;
/** A transaction, or the database itself: each statement is one then. */
export type Within = Prisma.TransactionClient;

/** A whole number as it is kept; times with a fraction lose it. */
export const big = (value: number): bigint => BigInt(Math.trunc(value));
/** Safe: numbers of GitHub's and times that were kept came as numbers. */
export const number = (value: bigint): number => Number(value);
export const numberOrNull = (value: bigint | null): number | null => (value === null ? null : Number(value));

/** What a column of JSON takes through the typed client. */
export const json = (value: unknown): Prisma.InputJsonValue => JSON.parse(harmlessJson(value));

/** What a column of JSON holds, trusted to have the shape that this room gave it. */
export const fromJson = <Shape>(value: Prisma.JsonValue): Shape => value as Shape;
