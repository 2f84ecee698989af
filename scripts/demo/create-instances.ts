import type { Source } from './sources.ts';

export interface ApiAccess {
  apiUrl: string;
  userSecret: string;
  organizationSecret: string;
  say: (text: string) => void;
}

/** Makes an instance for each source, as any client would: POST /instances. */
export async function createInstances(
  { apiUrl, userSecret, organizationSecret, say }: ApiAccess,
  sources: Source[],
): Promise<void> {
  for (const source of sources) {
    const response = await fetch(`${apiUrl}/instances`, {
      method: 'POST',
      headers: {
        authorization: `User ${userSecret}, Organization ${organizationSecret}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(await source.instanceBody()),
    });
    const answer = (await response.json()) as { id?: number; message?: string };
    if (!response.ok) throw new Error(`The ${source.title} instance was refused: ${answer.message}`);
    say(`Instance ${answer.id}               ${source.title}, polled every 3 seconds`);
  }
}
