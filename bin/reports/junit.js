/** A formatter for cucumber: npx cucumber-js --format ctspec/reports/junit:FILE */
require('../build').buildIfStale();
module.exports = require('../../dist/reports').formatters.junit;
