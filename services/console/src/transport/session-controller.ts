import { RefusalException } from '@countersign/chassis';
import { Body, Controller, Delete, Get, Inject, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readCredential, sessionCookie } from '../domain/read-credential.js';
import type { Sessions } from '../domain/sessions.js';
import { ActorGuard, Person } from './actor-guard.js';
import { parse, valueOf } from './parse.js';
import type { SignedIn } from './people.js';
import type { SignIn } from './sign-in.js';
import { sessionsToken, signInToken } from './tokens.js';

const tokenBody = z.strictObject({ token: z.string().min(1).max(256) });
const codeQuery = z.object({ code: z.string().min(1).max(256) });

function cookieOf(value: string, request: FastifyRequest): string {
  return `${sessionCookie}=${value}; Path=/; HttpOnly; SameSite=Strict${request.protocol === 'https' ? '; Secure' : ''}`;
}

/** Signing in and out of the human plane. */
@Controller()
export class SessionController {
  constructor(
    @Inject(signInToken) private readonly signIn: SignIn,
    @Inject(sessionsToken) private readonly sessions: Sessions,
  ) {}

  @Post('api/v1/session')
  async open(@Body() body: unknown, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { cookie, person } = await valueOf(this.signIn.withToken(parse(tokenBody, body).token));
    void reply.header('set-cookie', cookieOf(cookie, request));
    return { ...person.actor, displayName: person.displayName };
  }

  /** The one-time link: a code that works once, then the inbox. */
  @Get('sign-in')
  async link(@Query() query: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const opened = await this.signIn.withCode(parse(codeQuery, query).code);
    if (!opened.ok) throw new RefusalException(opened.refusal);
    // A page, not a redirect: with SameSite=Strict a redirected navigation from outside would not carry the new cookie.
    void reply.header('set-cookie', cookieOf(opened.value.cookie, request)).type('text/html; charset=utf-8');
    await reply.send(
      '<!doctype html><title>Countersign</title><meta http-equiv="refresh" content="0; url=/"><p>Signed in. <a href="/">Open the inbox</a>.</p>',
    );
  }

  @Get('api/v1/me')
  @UseGuards(ActorGuard)
  me(@Person() person: SignedIn) {
    return { ...person.actor, displayName: person.displayName };
  }

  @Delete('api/v1/session')
  @UseGuards(ActorGuard)
  close(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const credential = readCredential(request.headers);
    if (credential?.kind === 'cookie') this.sessions.close(credential.secret);
    void reply.header('set-cookie', `${cookieOf('', request)}; Max-Age=0`);
    return { signedOut: true };
  }
}
