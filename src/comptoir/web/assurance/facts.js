// The facts a price is made of, by the names of a quotation's `profil`: how each is asked for and said.
import { language, named, t } from "./shared/i18n.js";

const YEARS = [0, 1, 2, 3, 5, 10, 20];
const THIS_YEAR = new Date().getFullYear();

/** `assumed` is the fact's name among the quotation's `hypotheses`. */
export const FACTS = [
  { slot: "vehicle_year", assumed: "vehicle_age_years", kind: "number", min: 1950, max: THIS_YEAR },
  {
    slot: "fuel",
    assumed: "fuel",
    kind: "choice",
    choices: ["essence", "diesel", "hybride", "hybride_rechargeable", "electrique"],
  },
  { slot: "fiscal_power", assumed: "power_cv", kind: "number", min: 1, max: 99, usual: [4, 5, 6, 7, 8] },
  { slot: "driver_age", assumed: "driver_age", kind: "number", min: 17, max: 110 },
  { slot: "licence_years", assumed: "licence_years", kind: "number", min: 0, max: 93, usual: YEARS },
  { slot: "accompanied_driving", assumed: "accompanied", kind: "choice", choices: [true, false] },
  { slot: "insured_years", assumed: "insured_years", kind: "number", min: 0, max: 93, usual: YEARS },
  {
    slot: "crm",
    assumed: "crm",
    kind: "decimal",
    min: 0.5,
    max: 3.5,
    usual: [0.5, 0.6, 0.68, 0.76, 0.85, 1],
  },
  { slot: "at_fault_claims", kind: "number", min: 0, max: 20, usual: [0, 1, 2] },
  {
    slot: "usage",
    assumed: "use",
    kind: "choice",
    choices: ["prive", "trajet_travail", "tournees", "tous_deplacements"],
  },
  { slot: "postcode", assumed: "density", kind: "postcode" },
  { slot: "parking", assumed: "parking", kind: "choice", choices: ["garage", "parking_ferme", "rue"] },
  { slot: "model", assumed: "segment", kind: "car" },
];

/** How `slot` is asked for, or null for what only the conversation takes. */
export const factOf = (slot) => FACTS.find((fact) => fact.slot === slot) ?? null;

/** Every fact of a quotation, `[{slot, value, isAssumed, words}]`, said or assumed. */
export function factsOf({ profil, hypotheses }) {
  return FACTS.flatMap((fact) => {
    const said = saidOf(fact.slot, profil);
    if (said !== undefined) return [{ slot: fact.slot, value: said, words: valueWords(fact.slot, said, profil) }];
    const assumed = hypotheses.find(({ fait }) => fait === fact.assumed);
    if (!assumed || pointless(fact, hypotheses, profil)) return [];
    return [{ slot: fact.slot, value: null, isAssumed: true, words: assumedWords(fact, assumed) }];
  });
}

// Accompanied driving halves the surcharge of a novice, and says nothing of anybody else.
function pointless({ slot }, hypotheses, { licence_years: years }) {
  if (slot !== "accompanied_driving") return false;
  const assumed = hypotheses.find(({ fait }) => fait === "licence_years")?.valeur;
  return (years ?? assumed ?? 0) >= 3;
}

function saidOf(slot, profil) {
  if (slot === "model") return undefined; // the title says it
  if (slot === "postcode") return profil.postcode ?? profil.city ?? profil.commune;
  if (slot === "vehicle_year" && profil.vehicle_age !== undefined && !profil.vehicle_year) {
    return THIS_YEAR - profil.vehicle_age;
  }
  if (slot === "licence_years" && profil.licence_years === undefined && profil.licence_year) {
    return THIS_YEAR - profil.licence_year;
  }
  return profil[slot];
}

function assumedWords({ slot }, { valeur: value, texte, text }) {
  if (slot === "vehicle_year") return t("fact.carAge", value);
  if (slot === "postcode") return t("fact.medianTown", value);
  if (slot === "model") return language.current === "fr" ? texte : text;
  return valueWords(slot, value);
}

/** A value of a fact in words: "0,68", "5 ans", "diesel". */
export function valueWords(slot, value, { commune, departement } = {}) {
  if (value === null || value === undefined) return t("fact.unknown");
  if (slot === "crm") return decimal(value, 2);
  if (slot === "postcode") return commune ? `${commune} (${departement})` : String(value);
  if (slot === "formula") return t(`formula.${value}`);
  if (slot === "deductible") return t("fact.euros", value);
  if (slot === "guarantees") return value.map((code) => named("cover", code)).join(", ") || t("fact.none");
  const fact = factOf(slot);
  if (fact?.kind === "choice") return named(`value.${slot}`, String(value));
  const key = `value.${slot}`;
  const words = t(key, value);
  return words === key ? String(value) : words;
}

/** A number with so many decimals, as the language writes it. */
export const decimal = (value, digits) =>
  new Intl.NumberFormat(language.current, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
