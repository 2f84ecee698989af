import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';

/**
 * Unpacks the browser, its letters and the libraries that a bare machine lacks into the folder that TMPDIR names: the
 * package knows no other way to be told where. Hence a process of its own.
 */
const packed = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin');
await Promise.all([chromium.executablePath(), inflate(join(packed, 'al2023.tar.br'))]);
