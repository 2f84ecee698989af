import { authorize, type CredentialOwner } from '../../src/credentials/authorize.ts';
import { createTokenCache } from '../../src/credentials/token-cache.ts';
import type { Tokens } from '../../src/credentials/tokens.ts';
import { createEgress } from '../../src/egress/egress.ts';
import { systemClock as clock } from '../../src/lib/clock.ts';
import { createSealer } from '../../src/lib/sealer.ts';
import { createCredentialStore } from '../../src/store/credential-store.ts';
import { openDatabase } from '../../src/store/database.ts';

/** Renews the tokens of an instance and is killed on the way. The sealing key is that of `stored-instance.ts`. */
const [, , connectionString = '', owner = '', force = ''] = process.argv;
const open = () => openDatabase({ connectionString, poolSize: 2, onConnectionError: () => {} });
const sealer = createSealer(Buffer.alloc(32, 7));
const store = createCredentialStore<Tokens>({ db: open(), locks: open(), marks: open(), sealer, clock });
const egress = createEgress({ clock, random: () => 0, allowNetworks: ['127.0.0.0/8'] });
await authorize({ store, egress, clock, cache: createTokenCache({ clock }) }, JSON.parse(owner) as CredentialOwner, {
  force,
});
process.stdout.write('renewed\n');
