// Validators of pipeline files; generated from schemas/pipeline.schema.json by scripts/generate.ts.
"use strict";
export const validateStage = validate10;
const schema11 = {"$ref":"pipeline#/definitions/stage"};
const schema18 = {"type":"object","additionalProperties":false,"required":["cmd"],"properties":{"cmd":{"type":["string","array"],"pattern":"\\S","minItems":1,"items":{"type":["string","number","boolean"]}},"desc":{"type":"string"},"deps":{"type":"array","items":{"type":"string","pattern":"\\S"}},"params":{"type":"array","items":{"type":"string","pattern":"\\S"}},"outs":{"type":"array","items":{"$ref":"#/definitions/out"}},"metrics":{"type":"array","items":{"$ref":"#/definitions/metricsFile"}},"plots":{"type":"array","items":{"$ref":"#/definitions/plot"}},"environment":{"type":"string"},"timeout":{"$ref":"#/definitions/timeout"},"retry":{"$ref":"#/definitions/retry"},"env":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$"},"additionalProperties":{"type":["string","number","boolean"]}},"needs":{"type":"array","items":{"type":"string"}},"always":{"type":"boolean"}}};
const schema16 = {"type":"string","pattern":"^(?=\\d.*[smh]$)(?=.*[1-9])(\\d+h)?(\\d+m)?(\\d+s)?$"};
const schema17 = {"type":"object","additionalProperties":false,"required":["limit"],"properties":{"limit":{"type":"integer","minimum":0,"maximum":100},"backoff":{"type":"string","pattern":"^(?=\\d.*[smh]$)(\\d+h)?(\\d+m)?(\\d+s)?$"}}};
const func2 = Object.prototype.hasOwnProperty;
const pattern2 = new RegExp("\\S", "u");
const pattern5 = new RegExp("^(?=\\d.*[smh]$)(?=.*[1-9])(\\d+h)?(\\d+m)?(\\d+s)?$", "u");
const pattern6 = new RegExp("^(?=\\d.*[smh]$)(\\d+h)?(\\d+m)?(\\d+s)?$", "u");
const pattern20 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");
const schema19 = {"type":["string","object"],"pattern":"\\S","additionalProperties":false,"required":["path"],"properties":{"path":{"$ref":"#/definitions/outPath"},"cache":{"$ref":"#/definitions/cache"}}};
const schema20 = {"type":"string","pattern":"\\S"};
const schema21 = {"type":"boolean"};

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,keyword:"type",params:{type: schema19.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data === "string"){
if(!pattern2.test(data)){
const err1 = {instancePath,keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.path === undefined){
const err2 = {instancePath,keyword:"required",params:{missingProperty: "path"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "path") || (key0 === "cache"))){
const err3 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.path !== undefined){
let data0 = data.path;
if(typeof data0 === "string"){
if(!pattern2.test(data0)){
const err4 = {instancePath:instancePath+"/path",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/path",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.cache !== undefined){
if(typeof data.cache !== "boolean"){
const err6 = {instancePath:instancePath+"/cache",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
validate13.errors = vErrors;
return errors === 0;
}

const schema22 = {"type":["string","object"],"pattern":"\\.(json|ya?ml|jsonl|csv|tsv)$","additionalProperties":false,"required":["path"],"properties":{"path":{"type":"string","pattern":"\\.(json|ya?ml|jsonl|csv|tsv)$"},"cache":{"$ref":"#/definitions/cache"}}};
const pattern12 = new RegExp("\\.(json|ya?ml|jsonl|csv|tsv)$", "u");

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,keyword:"type",params:{type: schema22.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data === "string"){
if(!pattern12.test(data)){
const err1 = {instancePath,keyword:"pattern",params:{pattern: "\\.(json|ya?ml|jsonl|csv|tsv)$"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.path === undefined){
const err2 = {instancePath,keyword:"required",params:{missingProperty: "path"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "path") || (key0 === "cache"))){
const err3 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.path !== undefined){
let data0 = data.path;
if(typeof data0 === "string"){
if(!pattern12.test(data0)){
const err4 = {instancePath:instancePath+"/path",keyword:"pattern",params:{pattern: "\\.(json|ya?ml|jsonl|csv|tsv)$"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/path",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.cache !== undefined){
if(typeof data.cache !== "boolean"){
const err6 = {instancePath:instancePath+"/cache",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
validate15.errors = vErrors;
return errors === 0;
}

const schema24 = {"type":["string","object"],"pattern":"\\S","additionalProperties":false,"required":["path"],"properties":{"path":{"$ref":"#/definitions/outPath"},"x":{"type":"string","pattern":"\\S"},"y":{"type":"string","pattern":"\\S"},"cache":{"$ref":"#/definitions/cache"}}};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,keyword:"type",params:{type: schema24.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data === "string"){
if(!pattern2.test(data)){
const err1 = {instancePath,keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.path === undefined){
const err2 = {instancePath,keyword:"required",params:{missingProperty: "path"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "path") || (key0 === "x")) || (key0 === "y")) || (key0 === "cache"))){
const err3 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.path !== undefined){
let data0 = data.path;
if(typeof data0 === "string"){
if(!pattern2.test(data0)){
const err4 = {instancePath:instancePath+"/path",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/path",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.x !== undefined){
let data1 = data.x;
if(typeof data1 === "string"){
if(!pattern2.test(data1)){
const err6 = {instancePath:instancePath+"/x",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/x",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.y !== undefined){
let data2 = data.y;
if(typeof data2 === "string"){
if(!pattern2.test(data2)){
const err8 = {instancePath:instancePath+"/y",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/y",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.cache !== undefined){
if(typeof data.cache !== "boolean"){
const err10 = {instancePath:instancePath+"/cache",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
validate17.errors = vErrors;
return errors === 0;
}


function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.cmd === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "cmd"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema18.properties, key0))){
const err1 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.cmd !== undefined){
let data0 = data.cmd;
if((typeof data0 !== "string") && (!(Array.isArray(data0)))){
const err2 = {instancePath:instancePath+"/cmd",keyword:"type",params:{type: schema18.properties.cmd.type}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(typeof data0 === "string"){
if(!pattern2.test(data0)){
const err3 = {instancePath:instancePath+"/cmd",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(Array.isArray(data0)){
if(data0.length < 1){
const err4 = {instancePath:instancePath+"/cmd",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
const err5 = {instancePath:instancePath+"/cmd/" + i0,keyword:"type",params:{type: schema18.properties.cmd.items.type}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
}
if(data.desc !== undefined){
if(typeof data.desc !== "string"){
const err6 = {instancePath:instancePath+"/desc",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.deps !== undefined){
let data3 = data.deps;
if(Array.isArray(data3)){
const len1 = data3.length;
for(let i1=0; i1<len1; i1++){
let data4 = data3[i1];
if(typeof data4 === "string"){
if(!pattern2.test(data4)){
const err7 = {instancePath:instancePath+"/deps/" + i1,keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/deps/" + i1,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/deps",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.params !== undefined){
let data5 = data.params;
if(Array.isArray(data5)){
const len2 = data5.length;
for(let i2=0; i2<len2; i2++){
let data6 = data5[i2];
if(typeof data6 === "string"){
if(!pattern2.test(data6)){
const err10 = {instancePath:instancePath+"/params/" + i2,keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/params/" + i2,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/params",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.outs !== undefined){
let data7 = data.outs;
if(Array.isArray(data7)){
const len3 = data7.length;
for(let i3=0; i3<len3; i3++){
if(!(validate13(data7[i3], {instancePath:instancePath+"/outs/" + i3,parentData:data7,parentDataProperty:i3,rootData}))){
vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors);
errors = vErrors.length;
}
}
}
else {
const err13 = {instancePath:instancePath+"/outs",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.metrics !== undefined){
let data9 = data.metrics;
if(Array.isArray(data9)){
const len4 = data9.length;
for(let i4=0; i4<len4; i4++){
if(!(validate15(data9[i4], {instancePath:instancePath+"/metrics/" + i4,parentData:data9,parentDataProperty:i4,rootData}))){
vErrors = vErrors === null ? validate15.errors : vErrors.concat(validate15.errors);
errors = vErrors.length;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metrics",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.plots !== undefined){
let data11 = data.plots;
if(Array.isArray(data11)){
const len5 = data11.length;
for(let i5=0; i5<len5; i5++){
if(!(validate17(data11[i5], {instancePath:instancePath+"/plots/" + i5,parentData:data11,parentDataProperty:i5,rootData}))){
vErrors = vErrors === null ? validate17.errors : vErrors.concat(validate17.errors);
errors = vErrors.length;
}
}
}
else {
const err15 = {instancePath:instancePath+"/plots",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.environment !== undefined){
if(typeof data.environment !== "string"){
const err16 = {instancePath:instancePath+"/environment",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.timeout !== undefined){
let data14 = data.timeout;
if(typeof data14 === "string"){
if(!pattern5.test(data14)){
const err17 = {instancePath:instancePath+"/timeout",keyword:"pattern",params:{pattern: "^(?=\\d.*[smh]$)(?=.*[1-9])(\\d+h)?(\\d+m)?(\\d+s)?$"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/timeout",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.retry !== undefined){
let data15 = data.retry;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.limit === undefined){
const err19 = {instancePath:instancePath+"/retry",keyword:"required",params:{missingProperty: "limit"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
for(const key1 in data15){
if(!((key1 === "limit") || (key1 === "backoff"))){
const err20 = {instancePath:instancePath+"/retry",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data15.limit !== undefined){
let data16 = data15.limit;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err21 = {instancePath:instancePath+"/retry/limit",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 100 || isNaN(data16)){
const err22 = {instancePath:instancePath+"/retry/limit",keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data16 < 0 || isNaN(data16)){
const err23 = {instancePath:instancePath+"/retry/limit",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
if(data15.backoff !== undefined){
let data17 = data15.backoff;
if(typeof data17 === "string"){
if(!pattern6.test(data17)){
const err24 = {instancePath:instancePath+"/retry/backoff",keyword:"pattern",params:{pattern: "^(?=\\d.*[smh]$)(\\d+h)?(\\d+m)?(\\d+s)?$"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/retry/backoff",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/retry",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.env !== undefined){
let data18 = data.env;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
for(const key2 in data18){
const _errs40 = errors;
if(typeof key2 === "string"){
if(!pattern20.test(key2)){
const err27 = {instancePath:instancePath+"/env",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},propertyName:key2};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
var valid16 = _errs40 === errors;
if(!valid16){
const err28 = {instancePath:instancePath+"/env",keyword:"propertyNames",params:{propertyName: key2}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
for(const key3 in data18){
let data19 = data18[key3];
if(((typeof data19 !== "string") && (!((typeof data19 == "number") && (isFinite(data19))))) && (typeof data19 !== "boolean")){
const err29 = {instancePath:instancePath+"/env/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: schema18.properties.env.additionalProperties.type}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/env",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.needs !== undefined){
let data20 = data.needs;
if(Array.isArray(data20)){
const len6 = data20.length;
for(let i6=0; i6<len6; i6++){
if(typeof data20[i6] !== "string"){
const err31 = {instancePath:instancePath+"/needs/" + i6,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath:instancePath+"/needs",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.always !== undefined){
if(typeof data.always !== "boolean"){
const err33 = {instancePath:instancePath+"/always",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
validate28.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate28(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
validate10.errors = vErrors;
return errors === 0;
}

export const validateFrame = validate33;
const schema43 = {"$schema":"http://json-schema.org/draft-07/schema#","type":"object","additionalProperties":false,"required":["apiVersion","kind","name","stages"],"properties":{"apiVersion":{"const":"trainyard/v1"},"kind":{"const":"Pipeline"},"name":{"type":"string","pattern":"^[^\\r\\n\\t/:%]*[^\\s/:%][^\\r\\n\\t/:%]*$"},"description":{"type":"string"},"owner":{"type":"string"},"params":{"$ref":"#/definitions/params"},"datasets":{"type":"object","additionalProperties":{"$ref":"#/definitions/dataset"}},"environments":{"type":"object","additionalProperties":{"$ref":"#/definitions/environment"}},"defaults":{"type":"object","additionalProperties":false,"properties":{"environment":{"type":"string"},"timeout":{"$ref":"#/definitions/timeout"},"retry":{"$ref":"#/definitions/retry"}}},"stages":{"type":"object","minProperties":1,"additionalProperties":true},"gates":{"type":"object","additionalProperties":{"$ref":"#/definitions/gate"}},"model":{"$ref":"#/definitions/model"},"package":{"$ref":"#/definitions/package"},"deploy":{"type":"object","additionalProperties":{"$ref":"#/definitions/target"}},"monitor":{"$ref":"#/definitions/monitor"},"triggers":{"type":"array","items":{"$ref":"#/definitions/trigger"}}},"definitions":{"params":{"type":"object","additionalProperties":false,"properties":{"file":{"type":"string","pattern":"\\.(ya?ml|json)$"},"values":{"type":"object","additionalProperties":true}}},"dataset":{"type":"object","additionalProperties":false,"required":["path"],"properties":{"path":{"type":"string","pattern":"\\S"},"role":{"type":"string","enum":["train","test","reference"]},"description":{"type":"string"}}},"environment":{"type":"object","additionalProperties":false,"properties":{"python":{"type":"string","pattern":"^\\d+(\\.\\d+){0,2}$"},"requirements":{"type":"string","pattern":"\\S"}}},"timeout":{"type":"string","pattern":"^(?=\\d.*[smh]$)(?=.*[1-9])(\\d+h)?(\\d+m)?(\\d+s)?$"},"retry":{"type":"object","additionalProperties":false,"required":["limit"],"properties":{"limit":{"type":"integer","minimum":0,"maximum":100},"backoff":{"type":"string","pattern":"^(?=\\d.*[smh]$)(\\d+h)?(\\d+m)?(\\d+s)?$"}}},"out":{"type":["string","object"],"pattern":"\\S","additionalProperties":false,"required":["path"],"properties":{"path":{"$ref":"#/definitions/outPath"},"cache":{"$ref":"#/definitions/cache"}}},"metricsFile":{"type":["string","object"],"pattern":"\\.(json|ya?ml|jsonl|csv|tsv)$","additionalProperties":false,"required":["path"],"properties":{"path":{"type":"string","pattern":"\\.(json|ya?ml|jsonl|csv|tsv)$"},"cache":{"$ref":"#/definitions/cache"}}},"plot":{"type":["string","object"],"pattern":"\\S","additionalProperties":false,"required":["path"],"properties":{"path":{"$ref":"#/definitions/outPath"},"x":{"type":"string","pattern":"\\S"},"y":{"type":"string","pattern":"\\S"},"cache":{"$ref":"#/definitions/cache"}}},"outPath":{"type":"string","pattern":"\\S"},"cache":{"type":"boolean"},"stage":{"type":"object","additionalProperties":false,"required":["cmd"],"properties":{"cmd":{"type":["string","array"],"pattern":"\\S","minItems":1,"items":{"type":["string","number","boolean"]}},"desc":{"type":"string"},"deps":{"type":"array","items":{"type":"string","pattern":"\\S"}},"params":{"type":"array","items":{"type":"string","pattern":"\\S"}},"outs":{"type":"array","items":{"$ref":"#/definitions/out"}},"metrics":{"type":"array","items":{"$ref":"#/definitions/metricsFile"}},"plots":{"type":"array","items":{"$ref":"#/definitions/plot"}},"environment":{"type":"string"},"timeout":{"$ref":"#/definitions/timeout"},"retry":{"$ref":"#/definitions/retry"},"env":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$"},"additionalProperties":{"type":["string","number","boolean"]}},"needs":{"type":"array","items":{"type":"string"}},"always":{"type":"boolean"}}},"gate":{"type":"object","additionalProperties":false,"required":["metric","op"],"properties":{"metric":{"type":"string","pattern":"^[^\\s:#]+(:[^\\s#]+)?#\\S+$"},"op":{"type":"string","enum":[">=","<=",">","<"]},"value":{"type":"number"},"baseline":{"type":"string","pattern":"^[\\w.-]+$"},"tolerance":{"type":["number","string"],"minimum":0,"pattern":"^\\d+(\\.\\d+)?%$"},"on_fail":{"type":"string","enum":["block","warn"]}}},"model":{"type":"object","additionalProperties":false,"required":["name","artifact"],"properties":{"name":{"type":"string","pattern":"^[^/:\\s][^/:\\r\\n]*$"},"artifact":{"type":"string","pattern":"\\S"},"card":{"type":"string","pattern":"\\S"},"registry":{"type":"object","additionalProperties":false,"properties":{"type":{"type":"string","enum":["mlflow"]},"alias":{"type":"string","pattern":"^[\\w.-]+$"}}},"requires":{"type":"array","items":{"type":"string"}}}},"package":{"type":"object","additionalProperties":false,"properties":{"format":{"type":"string","enum":["auto","onnx","mlflow"]},"reference":{"type":"string","pattern":"\\S"},"target":{"type":"string","pattern":"\\S"},"environment":{"type":"string"}}},"target":{"type":"object","additionalProperties":false,"required":["platform"],"properties":{"platform":{"type":"string","enum":["local"]},"replicas":{"type":"integer","minimum":1,"maximum":64},"port":{"type":"integer","minimum":1,"maximum":65535},"approval":{"type":"string","enum":["none","required"]},"needs":{"type":"array","items":{"type":"string"}},"strategy":{"$ref":"#/definitions/strategy"}}},"strategy":{"type":"object","additionalProperties":false,"required":["type"],"properties":{"type":{"type":"string","enum":["recreate","blue_green","canary","shadow"]},"steps":{"type":"array","minItems":1,"items":{"$ref":"#/definitions/step"}},"hold":{"type":"string","pattern":"^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"},"min_requests":{"type":"integer","minimum":0},"mirror":{"type":"number","exclusiveMinimum":0,"maximum":100},"bake":{"type":"string","pattern":"^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"},"on_failure":{"type":"string","enum":["rollback","hold"]},"judge":{"$ref":"#/definitions/judge"}}},"step":{"type":"object","additionalProperties":false,"required":["traffic"],"properties":{"traffic":{"type":"number","minimum":0,"maximum":100},"hold":{"type":"string","pattern":"^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"},"min_requests":{"type":"integer","minimum":0}}},"judge":{"type":"object","additionalProperties":false,"properties":{"alpha":{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":0.5},"max_requests":{"type":"integer","minimum":1},"rules":{"type":"array","minItems":1,"items":{"$ref":"#/definitions/judgeRule"}}}},"judgeRule":{"type":"object","additionalProperties":false,"required":["metric"],"properties":{"metric":{"type":"string","enum":["error_rate","latency_p50_ms","latency_p95_ms","latency_p99_ms","prediction_psi","rmse","mae","mape","log_loss"]},"max":{"type":"number"},"max_ratio":{"type":"number","exclusiveMinimum":0},"max_delta":{"type":"number","minimum":0}}},"monitor":{"type":"object","additionalProperties":false,"required":["target","signals"],"properties":{"target":{"type":"string"},"window":{"type":["string","object"],"pattern":"^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$","additionalProperties":false,"required":["requests"],"properties":{"requests":{"type":"integer","minimum":1}}},"every":{"type":"string","pattern":"^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"},"cooldown":{"type":"string","pattern":"^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"},"correction":{"type":"string","enum":["none","bonferroni","benjamini-hochberg"]},"signals":{"type":"object","minProperties":1,"additionalProperties":{"$ref":"#/definitions/signal"}}}},"signal":{"type":"object","additionalProperties":false,"required":["type"],"properties":{"type":{"type":"string","enum":["data_drift","prediction_drift","data_quality","performance","service"]},"method":{"type":"string","enum":["auto","psi","ks","js","wasserstein","chi2"]},"features":{"type":["string","array"],"pattern":"^all$","items":{"type":"string"}},"metric":{"type":"string","enum":["rmse","mae","mape","r2","accuracy","precision","recall","f1","auc","log_loss","p50_ms","p95_ms","p99_ms","error_rate","requests_per_second","missing_share","out_of_range_share","new_category_share"]},"op":{"type":"string","enum":[">=","<=",">","<"]},"warn":{"type":"number"},"alert":{"type":"number"},"minimum":{"type":"integer","minimum":1},"consecutive":{"type":"integer","minimum":1,"maximum":100},"label_delay":{"type":"string","pattern":"^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"},"action":{"type":"string","enum":["notify","rollback","retrain","pause"]}}},"trigger":{"type":"object","additionalProperties":false,"minProperties":1,"maxProperties":1,"properties":{"signal":{"type":"string"},"data":{"type":"string"},"manual":{"type":"boolean","const":true}}}}};
const schema13 = {"type":"object","additionalProperties":false,"properties":{"file":{"type":"string","pattern":"\\.(ya?ml|json)$"},"values":{"type":"object","additionalProperties":true}}};
const schema14 = {"type":"object","additionalProperties":false,"required":["path"],"properties":{"path":{"type":"string","pattern":"\\S"},"role":{"type":"string","enum":["train","test","reference"]},"description":{"type":"string"}}};
const schema15 = {"type":"object","additionalProperties":false,"properties":{"python":{"type":"string","pattern":"^\\d+(\\.\\d+){0,2}$"},"requirements":{"type":"string","pattern":"\\S"}}};
const schema29 = {"type":"object","additionalProperties":false,"required":["metric","op"],"properties":{"metric":{"type":"string","pattern":"^[^\\s:#]+(:[^\\s#]+)?#\\S+$"},"op":{"type":"string","enum":[">=","<=",">","<"]},"value":{"type":"number"},"baseline":{"type":"string","pattern":"^[\\w.-]+$"},"tolerance":{"type":["number","string"],"minimum":0,"pattern":"^\\d+(\\.\\d+)?%$"},"on_fail":{"type":"string","enum":["block","warn"]}}};
const schema30 = {"type":"object","additionalProperties":false,"required":["name","artifact"],"properties":{"name":{"type":"string","pattern":"^[^/:\\s][^/:\\r\\n]*$"},"artifact":{"type":"string","pattern":"\\S"},"card":{"type":"string","pattern":"\\S"},"registry":{"type":"object","additionalProperties":false,"properties":{"type":{"type":"string","enum":["mlflow"]},"alias":{"type":"string","pattern":"^[\\w.-]+$"}}},"requires":{"type":"array","items":{"type":"string"}}}};
const schema31 = {"type":"object","additionalProperties":false,"properties":{"format":{"type":"string","enum":["auto","onnx","mlflow"]},"reference":{"type":"string","pattern":"\\S"},"target":{"type":"string","pattern":"\\S"},"environment":{"type":"string"}}};
const schema39 = {"type":"object","additionalProperties":false,"minProperties":1,"maxProperties":1,"properties":{"signal":{"type":"string"},"data":{"type":"string"},"manual":{"type":"boolean","const":true}}};
const pattern0 = new RegExp("^[^\\r\\n\\t/:%]*[^\\s/:%][^\\r\\n\\t/:%]*$", "u");
const pattern1 = new RegExp("\\.(ya?ml|json)$", "u");
const pattern3 = new RegExp("^\\d+(\\.\\d+){0,2}$", "u");
const pattern21 = new RegExp("^[^\\s:#]+(:[^\\s#]+)?#\\S+$", "u");
const pattern22 = new RegExp("^[\\w.-]+$", "u");
const pattern23 = new RegExp("^\\d+(\\.\\d+)?%$", "u");
const pattern24 = new RegExp("^[^/:\\s][^/:\\r\\n]*$", "u");
const schema32 = {"type":"object","additionalProperties":false,"required":["platform"],"properties":{"platform":{"type":"string","enum":["local"]},"replicas":{"type":"integer","minimum":1,"maximum":64},"port":{"type":"integer","minimum":1,"maximum":65535},"approval":{"type":"string","enum":["none","required"]},"needs":{"type":"array","items":{"type":"string"}},"strategy":{"$ref":"#/definitions/strategy"}}};
const schema33 = {"type":"object","additionalProperties":false,"required":["type"],"properties":{"type":{"type":"string","enum":["recreate","blue_green","canary","shadow"]},"steps":{"type":"array","minItems":1,"items":{"$ref":"#/definitions/step"}},"hold":{"type":"string","pattern":"^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"},"min_requests":{"type":"integer","minimum":0},"mirror":{"type":"number","exclusiveMinimum":0,"maximum":100},"bake":{"type":"string","pattern":"^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"},"on_failure":{"type":"string","enum":["rollback","hold"]},"judge":{"$ref":"#/definitions/judge"}}};
const schema34 = {"type":"object","additionalProperties":false,"required":["traffic"],"properties":{"traffic":{"type":"number","minimum":0,"maximum":100},"hold":{"type":"string","pattern":"^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"},"min_requests":{"type":"integer","minimum":0}}};
const pattern30 = new RegExp("^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$", "u");
const schema35 = {"type":"object","additionalProperties":false,"properties":{"alpha":{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":0.5},"max_requests":{"type":"integer","minimum":1},"rules":{"type":"array","minItems":1,"items":{"$ref":"#/definitions/judgeRule"}}}};
const schema36 = {"type":"object","additionalProperties":false,"required":["metric"],"properties":{"metric":{"type":"string","enum":["error_rate","latency_p50_ms","latency_p95_ms","latency_p99_ms","prediction_psi","rmse","mae","mape","log_loss"]},"max":{"type":"number"},"max_ratio":{"type":"number","exclusiveMinimum":0},"max_delta":{"type":"number","minimum":0}}};

function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "alpha") || (key0 === "max_requests")) || (key0 === "rules"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.alpha !== undefined){
let data0 = data.alpha;
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 >= 0.5 || isNaN(data0)){
const err1 = {instancePath:instancePath+"/alpha",keyword:"exclusiveMaximum",params:{comparison: "<", limit: 0.5}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data0 <= 0 || isNaN(data0)){
const err2 = {instancePath:instancePath+"/alpha",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/alpha",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.max_requests !== undefined){
let data1 = data.max_requests;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err4 = {instancePath:instancePath+"/max_requests",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
const err5 = {instancePath:instancePath+"/max_requests",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
if(data.rules !== undefined){
let data2 = data.rules;
if(Array.isArray(data2)){
if(data2.length < 1){
const err6 = {instancePath:instancePath+"/rules",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.metric === undefined){
const err7 = {instancePath:instancePath+"/rules/" + i0,keyword:"required",params:{missingProperty: "metric"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key1 in data3){
if(!((((key1 === "metric") || (key1 === "max")) || (key1 === "max_ratio")) || (key1 === "max_delta"))){
const err8 = {instancePath:instancePath+"/rules/" + i0,keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data3.metric !== undefined){
let data4 = data3.metric;
if(typeof data4 !== "string"){
const err9 = {instancePath:instancePath+"/rules/" + i0+"/metric",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!(((((((((data4 === "error_rate") || (data4 === "latency_p50_ms")) || (data4 === "latency_p95_ms")) || (data4 === "latency_p99_ms")) || (data4 === "prediction_psi")) || (data4 === "rmse")) || (data4 === "mae")) || (data4 === "mape")) || (data4 === "log_loss"))){
const err10 = {instancePath:instancePath+"/rules/" + i0+"/metric",keyword:"enum",params:{allowedValues: schema36.properties.metric.enum}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data3.max !== undefined){
let data5 = data3.max;
if(!((typeof data5 == "number") && (isFinite(data5)))){
const err11 = {instancePath:instancePath+"/rules/" + i0+"/max",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data3.max_ratio !== undefined){
let data6 = data3.max_ratio;
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 <= 0 || isNaN(data6)){
const err12 = {instancePath:instancePath+"/rules/" + i0+"/max_ratio",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/rules/" + i0+"/max_ratio",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data3.max_delta !== undefined){
let data7 = data3.max_delta;
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
const err14 = {instancePath:instancePath+"/rules/" + i0+"/max_delta",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/rules/" + i0+"/max_delta",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/rules/" + i0,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath:instancePath+"/rules",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
validate36.errors = vErrors;
return errors === 0;
}


function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "type") || (key0 === "steps")) || (key0 === "hold")) || (key0 === "min_requests")) || (key0 === "mirror")) || (key0 === "bake")) || (key0 === "on_failure")) || (key0 === "judge"))){
const err1 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.type !== undefined){
let data0 = data.type;
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!((((data0 === "recreate") || (data0 === "blue_green")) || (data0 === "canary")) || (data0 === "shadow"))){
const err3 = {instancePath:instancePath+"/type",keyword:"enum",params:{allowedValues: schema33.properties.type.enum}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.steps !== undefined){
let data1 = data.steps;
if(Array.isArray(data1)){
if(data1.length < 1){
const err4 = {instancePath:instancePath+"/steps",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.traffic === undefined){
const err5 = {instancePath:instancePath+"/steps/" + i0,keyword:"required",params:{missingProperty: "traffic"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key1 in data2){
if(!(((key1 === "traffic") || (key1 === "hold")) || (key1 === "min_requests"))){
const err6 = {instancePath:instancePath+"/steps/" + i0,keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data2.traffic !== undefined){
let data3 = data2.traffic;
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 100 || isNaN(data3)){
const err7 = {instancePath:instancePath+"/steps/" + i0+"/traffic",keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data3 < 0 || isNaN(data3)){
const err8 = {instancePath:instancePath+"/steps/" + i0+"/traffic",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/steps/" + i0+"/traffic",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data2.hold !== undefined){
let data4 = data2.hold;
if(typeof data4 === "string"){
if(!pattern30.test(data4)){
const err10 = {instancePath:instancePath+"/steps/" + i0+"/hold",keyword:"pattern",params:{pattern: "^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/steps/" + i0+"/hold",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data2.min_requests !== undefined){
let data5 = data2.min_requests;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err12 = {instancePath:instancePath+"/steps/" + i0+"/min_requests",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 0 || isNaN(data5)){
const err13 = {instancePath:instancePath+"/steps/" + i0+"/min_requests",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
}
else {
const err14 = {instancePath:instancePath+"/steps/" + i0,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/steps",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.hold !== undefined){
let data6 = data.hold;
if(typeof data6 === "string"){
if(!pattern30.test(data6)){
const err16 = {instancePath:instancePath+"/hold",keyword:"pattern",params:{pattern: "^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/hold",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.min_requests !== undefined){
let data7 = data.min_requests;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err18 = {instancePath:instancePath+"/min_requests",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
const err19 = {instancePath:instancePath+"/min_requests",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
if(data.mirror !== undefined){
let data8 = data.mirror;
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 100 || isNaN(data8)){
const err20 = {instancePath:instancePath+"/mirror",keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data8 <= 0 || isNaN(data8)){
const err21 = {instancePath:instancePath+"/mirror",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/mirror",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.bake !== undefined){
let data9 = data.bake;
if(typeof data9 === "string"){
if(!pattern30.test(data9)){
const err23 = {instancePath:instancePath+"/bake",keyword:"pattern",params:{pattern: "^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/bake",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.on_failure !== undefined){
let data10 = data.on_failure;
if(typeof data10 !== "string"){
const err25 = {instancePath:instancePath+"/on_failure",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(!((data10 === "rollback") || (data10 === "hold"))){
const err26 = {instancePath:instancePath+"/on_failure",keyword:"enum",params:{allowedValues: schema33.properties.on_failure.enum}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.judge !== undefined){
if(!(validate36(data.judge, {instancePath:instancePath+"/judge",parentData:data,parentDataProperty:"judge",rootData}))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
}
}
else {
const err27 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
validate35.errors = vErrors;
return errors === 0;
}


function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.platform === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "platform"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "platform") || (key0 === "replicas")) || (key0 === "port")) || (key0 === "approval")) || (key0 === "needs")) || (key0 === "strategy"))){
const err1 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.platform !== undefined){
let data0 = data.platform;
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/platform",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!(data0 === "local")){
const err3 = {instancePath:instancePath+"/platform",keyword:"enum",params:{allowedValues: schema32.properties.platform.enum}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.replicas !== undefined){
let data1 = data.replicas;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err4 = {instancePath:instancePath+"/replicas",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 64 || isNaN(data1)){
const err5 = {instancePath:instancePath+"/replicas",keyword:"maximum",params:{comparison: "<=", limit: 64}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err6 = {instancePath:instancePath+"/replicas",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
if(data.port !== undefined){
let data2 = data.port;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err7 = {instancePath:instancePath+"/port",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 65535 || isNaN(data2)){
const err8 = {instancePath:instancePath+"/port",keyword:"maximum",params:{comparison: "<=", limit: 65535}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data2 < 1 || isNaN(data2)){
const err9 = {instancePath:instancePath+"/port",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
if(data.approval !== undefined){
let data3 = data.approval;
if(typeof data3 !== "string"){
const err10 = {instancePath:instancePath+"/approval",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!((data3 === "none") || (data3 === "required"))){
const err11 = {instancePath:instancePath+"/approval",keyword:"enum",params:{allowedValues: schema32.properties.approval.enum}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.needs !== undefined){
let data4 = data.needs;
if(Array.isArray(data4)){
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
if(typeof data4[i0] !== "string"){
const err12 = {instancePath:instancePath+"/needs/" + i0,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/needs",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.strategy !== undefined){
if(!(validate35(data.strategy, {instancePath:instancePath+"/strategy",parentData:data,parentDataProperty:"strategy",rootData}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
}
else {
const err14 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}

const schema37 = {"type":"object","additionalProperties":false,"required":["target","signals"],"properties":{"target":{"type":"string"},"window":{"type":["string","object"],"pattern":"^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$","additionalProperties":false,"required":["requests"],"properties":{"requests":{"type":"integer","minimum":1}}},"every":{"type":"string","pattern":"^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"},"cooldown":{"type":"string","pattern":"^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"},"correction":{"type":"string","enum":["none","bonferroni","benjamini-hochberg"]},"signals":{"type":"object","minProperties":1,"additionalProperties":{"$ref":"#/definitions/signal"}}}};
const schema38 = {"type":"object","additionalProperties":false,"required":["type"],"properties":{"type":{"type":"string","enum":["data_drift","prediction_drift","data_quality","performance","service"]},"method":{"type":"string","enum":["auto","psi","ks","js","wasserstein","chi2"]},"features":{"type":["string","array"],"pattern":"^all$","items":{"type":"string"}},"metric":{"type":"string","enum":["rmse","mae","mape","r2","accuracy","precision","recall","f1","auc","log_loss","p50_ms","p95_ms","p99_ms","error_rate","requests_per_second","missing_share","out_of_range_share","new_category_share"]},"op":{"type":"string","enum":[">=","<=",">","<"]},"warn":{"type":"number"},"alert":{"type":"number"},"minimum":{"type":"integer","minimum":1},"consecutive":{"type":"integer","minimum":1,"maximum":100},"label_delay":{"type":"string","pattern":"^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"},"action":{"type":"string","enum":["notify","rollback","retrain","pause"]}}};
const pattern36 = new RegExp("^all$", "u");

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.target === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "target"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.signals === undefined){
const err1 = {instancePath,keyword:"required",params:{missingProperty: "signals"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "target") || (key0 === "window")) || (key0 === "every")) || (key0 === "cooldown")) || (key0 === "correction")) || (key0 === "signals"))){
const err2 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.target !== undefined){
if(typeof data.target !== "string"){
const err3 = {instancePath:instancePath+"/target",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.window !== undefined){
let data1 = data.window;
if((typeof data1 !== "string") && (!(data1 && typeof data1 == "object" && !Array.isArray(data1)))){
const err4 = {instancePath:instancePath+"/window",keyword:"type",params:{type: schema37.properties.window.type}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(typeof data1 === "string"){
if(!pattern30.test(data1)){
const err5 = {instancePath:instancePath+"/window",keyword:"pattern",params:{pattern: "^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.requests === undefined){
const err6 = {instancePath:instancePath+"/window",keyword:"required",params:{missingProperty: "requests"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
for(const key1 in data1){
if(!(key1 === "requests")){
const err7 = {instancePath:instancePath+"/window",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data1.requests !== undefined){
let data2 = data1.requests;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err8 = {instancePath:instancePath+"/window/requests",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
const err9 = {instancePath:instancePath+"/window/requests",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
}
}
if(data.every !== undefined){
let data3 = data.every;
if(typeof data3 === "string"){
if(!pattern30.test(data3)){
const err10 = {instancePath:instancePath+"/every",keyword:"pattern",params:{pattern: "^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/every",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.cooldown !== undefined){
let data4 = data.cooldown;
if(typeof data4 === "string"){
if(!pattern30.test(data4)){
const err12 = {instancePath:instancePath+"/cooldown",keyword:"pattern",params:{pattern: "^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/cooldown",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.correction !== undefined){
let data5 = data.correction;
if(typeof data5 !== "string"){
const err14 = {instancePath:instancePath+"/correction",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!(((data5 === "none") || (data5 === "bonferroni")) || (data5 === "benjamini-hochberg"))){
const err15 = {instancePath:instancePath+"/correction",keyword:"enum",params:{allowedValues: schema37.properties.correction.enum}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.signals !== undefined){
let data6 = data.signals;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length < 1){
const err16 = {instancePath:instancePath+"/signals",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
for(const key2 in data6){
let data7 = data6[key2];
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.type === undefined){
const err17 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key3 in data7){
if(!(func2.call(schema38.properties, key3))){
const err18 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data7.type !== undefined){
let data8 = data7.type;
if(typeof data8 !== "string"){
const err19 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(!(((((data8 === "data_drift") || (data8 === "prediction_drift")) || (data8 === "data_quality")) || (data8 === "performance")) || (data8 === "service"))){
const err20 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/type",keyword:"enum",params:{allowedValues: schema38.properties.type.enum}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data7.method !== undefined){
let data9 = data7.method;
if(typeof data9 !== "string"){
const err21 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/method",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!((((((data9 === "auto") || (data9 === "psi")) || (data9 === "ks")) || (data9 === "js")) || (data9 === "wasserstein")) || (data9 === "chi2"))){
const err22 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/method",keyword:"enum",params:{allowedValues: schema38.properties.method.enum}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data7.features !== undefined){
let data10 = data7.features;
if((typeof data10 !== "string") && (!(Array.isArray(data10)))){
const err23 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/features",keyword:"type",params:{type: schema38.properties.features.type}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(typeof data10 === "string"){
if(!pattern36.test(data10)){
const err24 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/features",keyword:"pattern",params:{pattern: "^all$"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(Array.isArray(data10)){
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
if(typeof data10[i0] !== "string"){
const err25 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/features/" + i0,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
}
if(data7.metric !== undefined){
let data12 = data7.metric;
if(typeof data12 !== "string"){
const err26 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/metric",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(!((((((((((((((((((data12 === "rmse") || (data12 === "mae")) || (data12 === "mape")) || (data12 === "r2")) || (data12 === "accuracy")) || (data12 === "precision")) || (data12 === "recall")) || (data12 === "f1")) || (data12 === "auc")) || (data12 === "log_loss")) || (data12 === "p50_ms")) || (data12 === "p95_ms")) || (data12 === "p99_ms")) || (data12 === "error_rate")) || (data12 === "requests_per_second")) || (data12 === "missing_share")) || (data12 === "out_of_range_share")) || (data12 === "new_category_share"))){
const err27 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/metric",keyword:"enum",params:{allowedValues: schema38.properties.metric.enum}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data7.op !== undefined){
let data13 = data7.op;
if(typeof data13 !== "string"){
const err28 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/op",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(!((((data13 === ">=") || (data13 === "<=")) || (data13 === ">")) || (data13 === "<"))){
const err29 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/op",keyword:"enum",params:{allowedValues: schema38.properties.op.enum}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data7.warn !== undefined){
let data14 = data7.warn;
if(!((typeof data14 == "number") && (isFinite(data14)))){
const err30 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/warn",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data7.alert !== undefined){
let data15 = data7.alert;
if(!((typeof data15 == "number") && (isFinite(data15)))){
const err31 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/alert",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data7.minimum !== undefined){
let data16 = data7.minimum;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err32 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/minimum",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 < 1 || isNaN(data16)){
const err33 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
if(data7.consecutive !== undefined){
let data17 = data7.consecutive;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err34 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/consecutive",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 100 || isNaN(data17)){
const err35 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/consecutive",keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data17 < 1 || isNaN(data17)){
const err36 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/consecutive",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
if(data7.label_delay !== undefined){
let data18 = data7.label_delay;
if(typeof data18 === "string"){
if(!pattern30.test(data18)){
const err37 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/label_delay",keyword:"pattern",params:{pattern: "^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/label_delay",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data7.action !== undefined){
let data19 = data7.action;
if(typeof data19 !== "string"){
const err39 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/action",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(!((((data19 === "notify") || (data19 === "rollback")) || (data19 === "retrain")) || (data19 === "pause"))){
const err40 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/action",keyword:"enum",params:{allowedValues: schema38.properties.action.enum}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/signals/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath:instancePath+"/signals",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
validate40.errors = vErrors;
return errors === 0;
}


function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "apiVersion"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.name === undefined){
const err2 = {instancePath,keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.stages === undefined){
const err3 = {instancePath,keyword:"required",params:{missingProperty: "stages"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema43.properties, key0))){
const err4 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
if("trainyard/v1" !== data.apiVersion){
const err5 = {instancePath:instancePath+"/apiVersion",keyword:"const",params:{allowedValue: "trainyard/v1"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.kind !== undefined){
if("Pipeline" !== data.kind){
const err6 = {instancePath:instancePath+"/kind",keyword:"const",params:{allowedValue: "Pipeline"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.name !== undefined){
let data2 = data.name;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
const err7 = {instancePath:instancePath+"/name",keyword:"pattern",params:{pattern: "^[^\\r\\n\\t/:%]*[^\\s/:%][^\\r\\n\\t/:%]*$"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/name",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.description !== undefined){
if(typeof data.description !== "string"){
const err9 = {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.owner !== undefined){
if(typeof data.owner !== "string"){
const err10 = {instancePath:instancePath+"/owner",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.params !== undefined){
let data5 = data.params;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 in data5){
if(!((key1 === "file") || (key1 === "values"))){
const err11 = {instancePath:instancePath+"/params",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data5.file !== undefined){
let data6 = data5.file;
if(typeof data6 === "string"){
if(!pattern1.test(data6)){
const err12 = {instancePath:instancePath+"/params/file",keyword:"pattern",params:{pattern: "\\.(ya?ml|json)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/params/file",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data5.values !== undefined){
let data7 = data5.values;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
}
else {
const err14 = {instancePath:instancePath+"/params/values",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/params",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.datasets !== undefined){
let data8 = data.datasets;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key2 in data8){
let data9 = data8[key2];
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.path === undefined){
const err16 = {instancePath:instancePath+"/datasets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"required",params:{missingProperty: "path"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
for(const key3 in data9){
if(!(((key3 === "path") || (key3 === "role")) || (key3 === "description"))){
const err17 = {instancePath:instancePath+"/datasets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data9.path !== undefined){
let data10 = data9.path;
if(typeof data10 === "string"){
if(!pattern2.test(data10)){
const err18 = {instancePath:instancePath+"/datasets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/path",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/datasets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/path",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data9.role !== undefined){
let data11 = data9.role;
if(typeof data11 !== "string"){
const err20 = {instancePath:instancePath+"/datasets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/role",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(!(((data11 === "train") || (data11 === "test")) || (data11 === "reference"))){
const err21 = {instancePath:instancePath+"/datasets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/role",keyword:"enum",params:{allowedValues: schema14.properties.role.enum}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data9.description !== undefined){
if(typeof data9.description !== "string"){
const err22 = {instancePath:instancePath+"/datasets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/description",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/datasets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/datasets",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.environments !== undefined){
let data13 = data.environments;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key4 in data13){
let data14 = data13[key4];
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key5 in data14){
if(!((key5 === "python") || (key5 === "requirements"))){
const err25 = {instancePath:instancePath+"/environments/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data14.python !== undefined){
let data15 = data14.python;
if(typeof data15 === "string"){
if(!pattern3.test(data15)){
const err26 = {instancePath:instancePath+"/environments/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/python",keyword:"pattern",params:{pattern: "^\\d+(\\.\\d+){0,2}$"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/environments/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/python",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data14.requirements !== undefined){
let data16 = data14.requirements;
if(typeof data16 === "string"){
if(!pattern2.test(data16)){
const err28 = {instancePath:instancePath+"/environments/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/requirements",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/environments/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/requirements",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/environments/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/environments",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.defaults !== undefined){
let data17 = data.defaults;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
for(const key6 in data17){
if(!(((key6 === "environment") || (key6 === "timeout")) || (key6 === "retry"))){
const err32 = {instancePath:instancePath+"/defaults",keyword:"additionalProperties",params:{additionalProperty: key6}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data17.environment !== undefined){
if(typeof data17.environment !== "string"){
const err33 = {instancePath:instancePath+"/defaults/environment",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data17.timeout !== undefined){
let data19 = data17.timeout;
if(typeof data19 === "string"){
if(!pattern5.test(data19)){
const err34 = {instancePath:instancePath+"/defaults/timeout",keyword:"pattern",params:{pattern: "^(?=\\d.*[smh]$)(?=.*[1-9])(\\d+h)?(\\d+m)?(\\d+s)?$"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/defaults/timeout",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data17.retry !== undefined){
let data20 = data17.retry;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.limit === undefined){
const err36 = {instancePath:instancePath+"/defaults/retry",keyword:"required",params:{missingProperty: "limit"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
for(const key7 in data20){
if(!((key7 === "limit") || (key7 === "backoff"))){
const err37 = {instancePath:instancePath+"/defaults/retry",keyword:"additionalProperties",params:{additionalProperty: key7}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data20.limit !== undefined){
let data21 = data20.limit;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err38 = {instancePath:instancePath+"/defaults/retry/limit",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 100 || isNaN(data21)){
const err39 = {instancePath:instancePath+"/defaults/retry/limit",keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data21 < 0 || isNaN(data21)){
const err40 = {instancePath:instancePath+"/defaults/retry/limit",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
if(data20.backoff !== undefined){
let data22 = data20.backoff;
if(typeof data22 === "string"){
if(!pattern6.test(data22)){
const err41 = {instancePath:instancePath+"/defaults/retry/backoff",keyword:"pattern",params:{pattern: "^(?=\\d.*[smh]$)(\\d+h)?(\\d+m)?(\\d+s)?$"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/defaults/retry/backoff",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath:instancePath+"/defaults/retry",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/defaults",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data.stages !== undefined){
let data23 = data.stages;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(Object.keys(data23).length < 1){
const err45 = {instancePath:instancePath+"/stages",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/stages",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data.gates !== undefined){
let data24 = data.gates;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
for(const key8 in data24){
let data25 = data24[key8];
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.metric === undefined){
const err47 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"required",params:{missingProperty: "metric"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data25.op === undefined){
const err48 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"required",params:{missingProperty: "op"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
for(const key9 in data25){
if(!((((((key9 === "metric") || (key9 === "op")) || (key9 === "value")) || (key9 === "baseline")) || (key9 === "tolerance")) || (key9 === "on_fail"))){
const err49 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data25.metric !== undefined){
let data26 = data25.metric;
if(typeof data26 === "string"){
if(!pattern21.test(data26)){
const err50 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/metric",keyword:"pattern",params:{pattern: "^[^\\s:#]+(:[^\\s#]+)?#\\S+$"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
else {
const err51 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/metric",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data25.op !== undefined){
let data27 = data25.op;
if(typeof data27 !== "string"){
const err52 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/op",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(!((((data27 === ">=") || (data27 === "<=")) || (data27 === ">")) || (data27 === "<"))){
const err53 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/op",keyword:"enum",params:{allowedValues: schema29.properties.op.enum}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data25.value !== undefined){
let data28 = data25.value;
if(!((typeof data28 == "number") && (isFinite(data28)))){
const err54 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/value",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data25.baseline !== undefined){
let data29 = data25.baseline;
if(typeof data29 === "string"){
if(!pattern22.test(data29)){
const err55 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/baseline",keyword:"pattern",params:{pattern: "^[\\w.-]+$"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
else {
const err56 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/baseline",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data25.tolerance !== undefined){
let data30 = data25.tolerance;
if((!((typeof data30 == "number") && (isFinite(data30)))) && (typeof data30 !== "string")){
const err57 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/tolerance",keyword:"type",params:{type: schema29.properties.tolerance.type}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 < 0 || isNaN(data30)){
const err58 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/tolerance",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(typeof data30 === "string"){
if(!pattern23.test(data30)){
const err59 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/tolerance",keyword:"pattern",params:{pattern: "^\\d+(\\.\\d+)?%$"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
if(data25.on_fail !== undefined){
let data31 = data25.on_fail;
if(typeof data31 !== "string"){
const err60 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/on_fail",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(!((data31 === "block") || (data31 === "warn"))){
const err61 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/on_fail",keyword:"enum",params:{allowedValues: schema29.properties.on_fail.enum}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
else {
const err62 = {instancePath:instancePath+"/gates/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
}
else {
const err63 = {instancePath:instancePath+"/gates",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data.model !== undefined){
let data32 = data.model;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
if(data32.name === undefined){
const err64 = {instancePath:instancePath+"/model",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(data32.artifact === undefined){
const err65 = {instancePath:instancePath+"/model",keyword:"required",params:{missingProperty: "artifact"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
for(const key10 in data32){
if(!(((((key10 === "name") || (key10 === "artifact")) || (key10 === "card")) || (key10 === "registry")) || (key10 === "requires"))){
const err66 = {instancePath:instancePath+"/model",keyword:"additionalProperties",params:{additionalProperty: key10}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data32.name !== undefined){
let data33 = data32.name;
if(typeof data33 === "string"){
if(!pattern24.test(data33)){
const err67 = {instancePath:instancePath+"/model/name",keyword:"pattern",params:{pattern: "^[^/:\\s][^/:\\r\\n]*$"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/model/name",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data32.artifact !== undefined){
let data34 = data32.artifact;
if(typeof data34 === "string"){
if(!pattern2.test(data34)){
const err69 = {instancePath:instancePath+"/model/artifact",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/model/artifact",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data32.card !== undefined){
let data35 = data32.card;
if(typeof data35 === "string"){
if(!pattern2.test(data35)){
const err71 = {instancePath:instancePath+"/model/card",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
else {
const err72 = {instancePath:instancePath+"/model/card",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data32.registry !== undefined){
let data36 = data32.registry;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
for(const key11 in data36){
if(!((key11 === "type") || (key11 === "alias"))){
const err73 = {instancePath:instancePath+"/model/registry",keyword:"additionalProperties",params:{additionalProperty: key11}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data36.type !== undefined){
let data37 = data36.type;
if(typeof data37 !== "string"){
const err74 = {instancePath:instancePath+"/model/registry/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(!(data37 === "mlflow")){
const err75 = {instancePath:instancePath+"/model/registry/type",keyword:"enum",params:{allowedValues: schema30.properties.registry.properties.type.enum}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data36.alias !== undefined){
let data38 = data36.alias;
if(typeof data38 === "string"){
if(!pattern22.test(data38)){
const err76 = {instancePath:instancePath+"/model/registry/alias",keyword:"pattern",params:{pattern: "^[\\w.-]+$"}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
else {
const err77 = {instancePath:instancePath+"/model/registry/alias",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
}
else {
const err78 = {instancePath:instancePath+"/model/registry",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data32.requires !== undefined){
let data39 = data32.requires;
if(Array.isArray(data39)){
const len0 = data39.length;
for(let i0=0; i0<len0; i0++){
if(typeof data39[i0] !== "string"){
const err79 = {instancePath:instancePath+"/model/requires/" + i0,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
else {
const err80 = {instancePath:instancePath+"/model/requires",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath:instancePath+"/model",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data.package !== undefined){
let data41 = data.package;
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
for(const key12 in data41){
if(!((((key12 === "format") || (key12 === "reference")) || (key12 === "target")) || (key12 === "environment"))){
const err82 = {instancePath:instancePath+"/package",keyword:"additionalProperties",params:{additionalProperty: key12}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data41.format !== undefined){
let data42 = data41.format;
if(typeof data42 !== "string"){
const err83 = {instancePath:instancePath+"/package/format",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if(!(((data42 === "auto") || (data42 === "onnx")) || (data42 === "mlflow"))){
const err84 = {instancePath:instancePath+"/package/format",keyword:"enum",params:{allowedValues: schema31.properties.format.enum}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data41.reference !== undefined){
let data43 = data41.reference;
if(typeof data43 === "string"){
if(!pattern2.test(data43)){
const err85 = {instancePath:instancePath+"/package/reference",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
else {
const err86 = {instancePath:instancePath+"/package/reference",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data41.target !== undefined){
let data44 = data41.target;
if(typeof data44 === "string"){
if(!pattern2.test(data44)){
const err87 = {instancePath:instancePath+"/package/target",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
else {
const err88 = {instancePath:instancePath+"/package/target",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data41.environment !== undefined){
if(typeof data41.environment !== "string"){
const err89 = {instancePath:instancePath+"/package/environment",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
}
else {
const err90 = {instancePath:instancePath+"/package",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data.deploy !== undefined){
let data46 = data.deploy;
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
for(const key13 in data46){
if(!(validate34(data46[key13], {instancePath:instancePath+"/deploy/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data46,parentDataProperty:key13,rootData}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
}
else {
const err91 = {instancePath:instancePath+"/deploy",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data.monitor !== undefined){
if(!(validate40(data.monitor, {instancePath:instancePath+"/monitor",parentData:data,parentDataProperty:"monitor",rootData}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
}
if(data.triggers !== undefined){
let data49 = data.triggers;
if(Array.isArray(data49)){
const len1 = data49.length;
for(let i1=0; i1<len1; i1++){
let data50 = data49[i1];
if(data50 && typeof data50 == "object" && !Array.isArray(data50)){
if(Object.keys(data50).length > 1){
const err92 = {instancePath:instancePath+"/triggers/" + i1,keyword:"maxProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if(Object.keys(data50).length < 1){
const err93 = {instancePath:instancePath+"/triggers/" + i1,keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
for(const key14 in data50){
if(!(((key14 === "signal") || (key14 === "data")) || (key14 === "manual"))){
const err94 = {instancePath:instancePath+"/triggers/" + i1,keyword:"additionalProperties",params:{additionalProperty: key14}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data50.signal !== undefined){
if(typeof data50.signal !== "string"){
const err95 = {instancePath:instancePath+"/triggers/" + i1+"/signal",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(data50.data !== undefined){
if(typeof data50.data !== "string"){
const err96 = {instancePath:instancePath+"/triggers/" + i1+"/data",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data50.manual !== undefined){
let data53 = data50.manual;
if(typeof data53 !== "boolean"){
const err97 = {instancePath:instancePath+"/triggers/" + i1+"/manual",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(true !== data53){
const err98 = {instancePath:instancePath+"/triggers/" + i1+"/manual",keyword:"const",params:{allowedValue: true}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
}
else {
const err99 = {instancePath:instancePath+"/triggers/" + i1,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
}
else {
const err100 = {instancePath:instancePath+"/triggers",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
}
else {
const err101 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
validate33.errors = vErrors;
return errors === 0;
}
