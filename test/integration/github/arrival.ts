import type { StandIn } from '../../github/server';

/** Waits until the stand-in has received `requests` more than `before`: a call that is called off sooner sends none. */
export async function arrival({ operations }: StandIn, before: number, requests = 1): Promise<void> {
  while (operations.length < before + requests) await new Promise((resolve) => setTimeout(resolve, 5));
}
