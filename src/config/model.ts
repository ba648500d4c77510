import { readFile } from 'node:fs/promises';
import { loadNameModel, type NameModel } from '../classify/model/name-model.ts';

const file = new URL('../../config/model/names.bin', import.meta.url);

/** The shipped name model; see config/model/README.md. */
export const readNameModel = async (): Promise<NameModel> => loadNameModel(await readFile(file));
