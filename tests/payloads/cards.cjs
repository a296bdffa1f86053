// node cards.cjs PARSER < {"host": …, "cards": […]}: what Microsoft's own parser has against each card, as [[message, …], …].
"use strict";

const { AdaptiveCard, HostConfig, SerializationContext } = require(process.argv[2]);

const given = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const faults = given.cards.map((card) => {
  const parsed = new AdaptiveCard();
  parsed.hostConfig = new HostConfig(given.host);
  AdaptiveCard.langProperty.regEx.lastIndex = 0; // a pattern of theirs remembers where it ended in the card before
  const context = new SerializationContext();
  parsed.parse(card, context);
  const told = parsed.validateProperties().validationEvents.map((event) => event.message);
  for (let at = 0; at < context.eventCount; at++) told.push(context.getEventAt(at).message);
  return told;
});
process.stdout.write(JSON.stringify(faults));
