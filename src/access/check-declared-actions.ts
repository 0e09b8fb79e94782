import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ROUTE_OPENING, type RouteOpening } from '../platform/http/index.js';
import { VOCABULARY } from './subjects.js';

/** Stops the start when a route declares an action that the rules do not know. */
@Injectable()
export class CheckDeclaredActions implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getControllers()) {
      const prototype = Object.getPrototypeOf(instance) as object;
      for (const method of this.scanner.getAllMethodNames(prototype)) this.#check(method, prototype);
    }
  }

  #check(method: string, prototype: object): void {
    const handler = Reflect.get(prototype, method) as () => unknown; // the scanner names methods alone
    const opening = this.reflector.get<RouteOpening | undefined>(ROUTE_OPENING, handler);
    if (opening?.to !== 'action') return;
    const { verb, subject } = opening.action;
    if (!VOCABULARY[subject]?.includes(verb)) {
      throw new Error(
        `${prototype.constructor.name}.${method} declares "${verb} ${subject}", which access/subjects.ts does not know.`,
      );
    }
  }
}
