import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 192 bits that nobody guesses. */
export const newToken = (): string => randomBytes(24).toString('base64url');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes as long whatever they are. */
export const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
