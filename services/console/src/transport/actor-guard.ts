import { RefusalException } from '@countersign/chassis';
import { createParamDecorator, Inject, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isSameOrigin } from '../domain/same-origin.js';
import { readCredential } from '../domain/read-credential.js';
import { secretDigest } from '../domain/secret-digest.js';
import type { Sessions } from '../domain/sessions.js';
import type { People, SignedIn } from './people.js';
import { consoleUrlToken, peopleToken, sessionsToken } from './tokens.js';

type PersonRequest = FastifyRequest & { person?: SignedIn };

const unauthenticated = (message: string) =>
  new RefusalException({
    reasonCode: 'unauthenticated',
    message,
    remedy: 'Sign in, or send a person token as "Authorization: Bearer csp_...".',
  });

/** Lets in people only. Agent keys are no person's token, so they are refused here like any unknown secret. */
export class ActorGuard implements CanActivate {
  constructor(
    @Inject(peopleToken) private readonly people: People,
    @Inject(sessionsToken) private readonly sessions: Sessions,
    @Inject(consoleUrlToken) private readonly consoleUrl: string,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<PersonRequest>();
    const person = await this.people.byTokenDigest(this.tokenDigestOf(request));
    if (!person.ok) throw new RefusalException(person.refusal);
    request.person = person.value;
    return true;
  }

  private tokenDigestOf(request: FastifyRequest): string {
    const credential = readCredential(request.headers);
    if (!credential) throw unauthenticated('No person is signed in.');
    if (credential.kind === 'bearer') {
      if (credential.secret.startsWith('csa_'))
        throw unauthenticated('This is an agent key; agents cannot reach the human plane.');
      return secretDigest(credential.secret);
    }
    if (!isSameOrigin({ method: request.method, origin: request.headers.origin }, this.consoleUrl)) {
      throw new RefusalException({
        reasonCode: 'forbidden',
        message: 'The request did not come from the console itself.',
        remedy: `Open ${this.consoleUrl}.`,
      });
    }
    const digest = this.sessions.tokenDigestOf(credential.secret);
    if (!digest) throw unauthenticated('Your session has ended.');
    return digest;
  }
}

/** The signed-in person's actor, as the guard found it. */
export const Actor = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<PersonRequest>().person?.actor,
);

export const Person = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<PersonRequest>().person,
);
