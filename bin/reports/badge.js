/** A formatter for cucumber: npx cucumber-js --format ctspec/reports/badge:FILE */
require('../build').buildIfStale();
module.exports = require('../../dist/reports').formatters.badge;
