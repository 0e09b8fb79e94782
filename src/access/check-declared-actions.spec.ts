import { Controller, Get } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import { Action, Anyone, SignedIn } from '../platform/http/index.js';
import { CheckDeclaredActions } from './check-declared-actions.js';

/** A house with one route more, which is opened by `opening`. */
async function begin(opening: MethodDecorator): Promise<void> {
  @Controller('things')
  class ThingsController {
    readonly word = 'thing';
    get words(): string {
      return this.word;
    }
    undeclared(): string {
      return this.word;
    }
    @Get()
    @opening
    one(): string {
      return this.word;
    }
  }
  const house = { imports: [DiscoveryModule], controllers: [ThingsController], providers: [CheckDeclaredActions] };
  const module = await Test.createTestingModule(house).compile();
  try {
    await module.init();
  } finally {
    await module.close();
  }
}

describe('the start of the house', () => {
  it.each([
    ['a verb and a kind that the rules know', Action('list', 'Recording')],
    ['anybody who is signed in', SignedIn()],
    ['anyone', Anyone()],
  ])('goes on where a route is for %s', async (_, opening) => {
    await expect(begin(opening)).resolves.toBeUndefined();
  });

  it.each([
    ['destroy', 'Recording'],
    ['list', 'Thing'],
  ])('stops where a route declares what no rule can be about: %s %s', async (verb, kind) => {
    await expect(begin(Action(verb, kind))).rejects.toThrow(
      `ThingsController.one declares "${verb} ${kind}", which access/subjects.ts does not know.`,
    );
  });
});
