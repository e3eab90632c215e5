// The schema of the format argo as a value; generated from schemas/dialects/argo.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const argoSchema: JsonSchema = {
  "title": "Argo Workflows",
  "type": "object",
  "required": [
    "apiVersion",
    "kind",
    "metadata",
    "spec"
  ],
  "x-misspelt": true,
  "properties": {
    "apiVersion": {
      "description": "`argoproj.io/v1alpha1`",
      "type": "string"
    },
    "kind": {
      "description": "What this is.",
      "type": "string",
      "enum": [
        "Workflow",
        "WorkflowTemplate",
        "ClusterWorkflowTemplate",
        "CronWorkflow"
      ]
    },
    "metadata": {
      "description": "Name, labels and annotations.",
      "type": "object"
    },
    "spec": {
      "description": "The workflow.",
      "type": "object"
    },
    "status": {
      "description": "Written by Argo.",
      "type": "object"
    }
  },
  "definitions": {
    "workflowSpec": {
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "entrypoint": {
          "description": "Template that the workflow begins with.",
          "type": "string",
          "x-reference": "template"
        },
        "arguments": {
          "description": "Parameters and artifacts of the workflow.",
          "$ref": "#/definitions/arguments"
        },
        "templates": {
          "description": "Templates: what can be run.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/template"
          }
        },
        "onExit": {
          "description": "Template that runs at the end, whatever happened.",
          "type": "string",
          "x-reference": "template"
        },
        "hooks": {
          "description": "Templates that run at moments of the workflow's life.",
          "type": "object"
        },
        "workflowTemplateRef": {
          "description": "WorkflowTemplate whose spec this is.",
          "type": "object"
        },
        "volumeClaimTemplates": {
          "description": "Volumes that live as long as the workflow.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "activeDeadlineSeconds": {
          "description": "Longest run time in seconds.",
          "type": [
            "integer",
            "string"
          ]
        },
        "affinity": {
          "description": "Nodes to run on.",
          "type": "object"
        },
        "archiveLogs": {
          "description": "Keeps logs as artifacts.",
          "type": "boolean"
        },
        "artifactGC": {
          "description": "When artifacts are deleted.",
          "type": "object"
        },
        "artifactRepositoryRef": {
          "description": "Where artifacts go.",
          "type": "object"
        },
        "automountServiceAccountToken": {
          "description": "Mounts the token.",
          "type": "boolean"
        },
        "dnsConfig": {
          "description": "DNS.",
          "type": "object"
        },
        "dnsPolicy": {
          "description": "DNS policy.",
          "type": "string"
        },
        "executor": {
          "description": "Executor.",
          "type": "object"
        },
        "hostAliases": {
          "description": "Host names.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "hostNetwork": {
          "description": "Uses the network of the node.",
          "type": "boolean"
        },
        "imagePullSecrets": {
          "description": "Secrets for registries.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "metrics": {
          "description": "Metrics for Prometheus.",
          "type": "object"
        },
        "nodeSelector": {
          "description": "Labels of nodes to run on.",
          "type": "object"
        },
        "parallelism": {
          "description": "Pods that run at once.",
          "type": [
            "integer",
            "string"
          ]
        },
        "podDisruptionBudget": {
          "description": "Disruption budget.",
          "type": "object"
        },
        "podGC": {
          "description": "When pods are deleted.",
          "type": "object"
        },
        "podMetadata": {
          "description": "Labels and annotations of pods.",
          "type": "object"
        },
        "podPriority": {
          "description": "Of old versions.",
          "type": [
            "integer",
            "string"
          ]
        },
        "podPriorityClassName": {
          "description": "Priority class.",
          "type": "string"
        },
        "podSpecPatch": {
          "description": "Patch of pods.",
          "type": "string"
        },
        "priority": {
          "description": "Priority in the queue.",
          "type": [
            "integer",
            "string"
          ]
        },
        "retryStrategy": {
          "description": "When and how often it is tried again.",
          "type": "object"
        },
        "schedulerName": {
          "description": "Scheduler.",
          "type": "string"
        },
        "securityContext": {
          "description": "User, groups and rights.",
          "type": "object"
        },
        "serviceAccountName": {
          "description": "Service account.",
          "type": "string"
        },
        "shutdown": {
          "description": "How it is being ended.",
          "type": "string"
        },
        "suspend": {
          "description": "True: waits to be resumed.",
          "type": "boolean"
        },
        "synchronization": {
          "description": "Locks.",
          "type": "object"
        },
        "templateDefaults": {
          "description": "Values for every template.",
          "type": "object"
        },
        "tolerations": {
          "description": "Taints that are tolerated.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "ttlStrategy": {
          "description": "When it is deleted after its end.",
          "type": "object"
        },
        "ttlSecondsAfterFinished": {
          "description": "Seconds until it is deleted.",
          "type": [
            "integer",
            "string"
          ],
          "deprecated": true,
          "x-instead": "ttlStrategy"
        },
        "volumeClaimGC": {
          "description": "When claims are deleted.",
          "type": "object"
        },
        "volumes": {
          "description": "Volumes.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "workflowMetadata": {
          "description": "Labels and annotations.",
          "type": "object"
        }
      }
    },
    "cronSpec": {
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "schedules": {
          "description": "When it runs, as cron lines.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "schedule": {
          "description": "When it runs, as a cron line.",
          "type": "string",
          "deprecated": true,
          "x-instead": "schedules"
        },
        "timezone": {
          "description": "Time zone of the schedule, such as Europe/Paris.",
          "type": "string"
        },
        "concurrencyPolicy": {
          "description": "What happens when the last one still runs.",
          "type": "string",
          "enum": [
            "Allow",
            "Forbid",
            "Replace"
          ]
        },
        "startingDeadlineSeconds": {
          "description": "How late it may start.",
          "type": [
            "integer",
            "string"
          ]
        },
        "successfulJobsHistoryLimit": {
          "description": "Finished workflows that are kept.",
          "type": [
            "integer",
            "string"
          ]
        },
        "failedJobsHistoryLimit": {
          "description": "Failed workflows that are kept.",
          "type": [
            "integer",
            "string"
          ]
        },
        "suspend": {
          "description": "True: no new one starts.",
          "type": "boolean"
        },
        "workflowSpec": {
          "description": "The workflow.",
          "$ref": "#/definitions/workflowSpec"
        },
        "workflowMetadata": {
          "description": "Labels and annotations.",
          "type": "object"
        },
        "stopStrategy": {
          "description": "When it stops for good.",
          "type": "object"
        },
        "when": {
          "description": "Condition to run.",
          "type": "string"
        }
      }
    },
    "arguments": {
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "parameters": {
          "description": "Parameters.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/parameter"
          }
        },
        "artifacts": {
          "description": "Artifacts.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/artifact"
          }
        }
      }
    },
    "parameter": {
      "type": "object",
      "required": [
        "name"
      ],
      "x-misspelt": true,
      "properties": {
        "name": {
          "description": "Name of the parameter.",
          "type": "string"
        },
        "value": {
          "description": "Its value."
        },
        "default": {
          "description": "Value when none is given."
        },
        "valueFrom": {
          "description": "Where the value comes from, such as a file.",
          "type": "object"
        },
        "description": {
          "description": "What it is.",
          "type": "string"
        },
        "enum": {
          "description": "Values it may have.",
          "type": "array",
          "items": {}
        },
        "globalName": {
          "description": "Name under which the whole workflow knows it.",
          "type": "string"
        }
      }
    },
    "artifact": {
      "type": "object",
      "required": [
        "name"
      ],
      "properties": {
        "name": {
          "description": "Name of the artifact.",
          "type": "string"
        },
        "path": {
          "description": "Where it lies in the container.",
          "type": "string"
        },
        "from": {
          "description": "Artifact of another task.",
          "type": "string"
        },
        "optional": {
          "description": "True: it may be absent.",
          "type": "boolean"
        }
      }
    },
    "container": {
      "type": "object",
      "x-misspelt": true,
      "required": [
        "image"
      ],
      "properties": {
        "image": {
          "description": "Image with a tag or digest.",
          "type": "string"
        },
        "command": {
          "description": "Program and its first arguments.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "args": {
          "description": "Arguments.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "env": {
          "description": "Variables.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "envFrom": {
          "description": "Sources of variables.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "imagePullPolicy": {
          "description": "When the image is pulled.",
          "type": "string",
          "enum": [
            "Always",
            "IfNotPresent",
            "Never"
          ]
        },
        "lifecycle": {
          "description": "Hooks of the container.",
          "type": "object"
        },
        "livenessProbe": {
          "description": "Tells whether it lives.",
          "type": "object"
        },
        "readinessProbe": {
          "description": "Tells whether it is ready.",
          "type": "object"
        },
        "startupProbe": {
          "description": "Tells whether it has started.",
          "type": "object"
        },
        "name": {
          "description": "Name of the container.",
          "type": "string"
        },
        "ports": {
          "description": "Ports.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "resources": {
          "description": "CPU, memory and GPUs that are asked for, and their limits.",
          "type": "object"
        },
        "resizePolicy": {
          "description": "What happens when resources change.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "restartPolicy": {
          "description": "Restart policy.",
          "type": "string"
        },
        "securityContext": {
          "description": "User, groups and rights.",
          "type": "object"
        },
        "stdin": {
          "description": "Keeps standard input open.",
          "type": "boolean"
        },
        "stdinOnce": {
          "description": "Closes it after the first client.",
          "type": "boolean"
        },
        "terminationMessagePath": {
          "description": "File of the last words.",
          "type": "string"
        },
        "terminationMessagePolicy": {
          "description": "How they are found.",
          "type": "string"
        },
        "tty": {
          "description": "Gives a terminal.",
          "type": "boolean"
        },
        "volumeDevices": {
          "description": "Block devices.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "volumeMounts": {
          "description": "Volumes and where they appear.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "workingDir": {
          "description": "Working folder.",
          "type": "string"
        }
      }
    },
    "script": {
      "type": "object",
      "x-misspelt": true,
      "required": [
        "image"
      ],
      "properties": {
        "image": {
          "description": "Image with a tag or digest.",
          "type": "string"
        },
        "command": {
          "description": "Program and its first arguments.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "args": {
          "description": "Arguments.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "env": {
          "description": "Variables.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "envFrom": {
          "description": "Sources of variables.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "imagePullPolicy": {
          "description": "When the image is pulled.",
          "type": "string",
          "enum": [
            "Always",
            "IfNotPresent",
            "Never"
          ]
        },
        "lifecycle": {
          "description": "Hooks of the container.",
          "type": "object"
        },
        "livenessProbe": {
          "description": "Tells whether it lives.",
          "type": "object"
        },
        "readinessProbe": {
          "description": "Tells whether it is ready.",
          "type": "object"
        },
        "startupProbe": {
          "description": "Tells whether it has started.",
          "type": "object"
        },
        "name": {
          "description": "Name of the container.",
          "type": "string"
        },
        "ports": {
          "description": "Ports.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "resources": {
          "description": "CPU, memory and GPUs that are asked for, and their limits.",
          "type": "object"
        },
        "resizePolicy": {
          "description": "What happens when resources change.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "restartPolicy": {
          "description": "Restart policy.",
          "type": "string"
        },
        "securityContext": {
          "description": "User, groups and rights.",
          "type": "object"
        },
        "stdin": {
          "description": "Keeps standard input open.",
          "type": "boolean"
        },
        "stdinOnce": {
          "description": "Closes it after the first client.",
          "type": "boolean"
        },
        "terminationMessagePath": {
          "description": "File of the last words.",
          "type": "string"
        },
        "terminationMessagePolicy": {
          "description": "How they are found.",
          "type": "string"
        },
        "tty": {
          "description": "Gives a terminal.",
          "type": "boolean"
        },
        "volumeDevices": {
          "description": "Block devices.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "volumeMounts": {
          "description": "Volumes and where they appear.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "workingDir": {
          "description": "Working folder.",
          "type": "string"
        },
        "source": {
          "description": "The script.",
          "type": "string"
        }
      }
    },
    "step": {
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "name": {
          "description": "Name of the step or task.",
          "type": "string"
        },
        "template": {
          "description": "Template that it runs.",
          "type": "string",
          "x-reference": "template"
        },
        "templateRef": {
          "description": "Template of a WorkflowTemplate.",
          "type": "object"
        },
        "inline": {
          "description": "A template written here.",
          "type": "object"
        },
        "arguments": {
          "description": "Values of the template's inputs.",
          "$ref": "#/definitions/arguments"
        },
        "withItems": {
          "description": "Runs once for each item.",
          "type": "array",
          "items": {}
        },
        "withParam": {
          "description": "Runs once for each item of a JSON list."
        },
        "withSequence": {
          "description": "Runs once for each number.",
          "type": "object"
        },
        "when": {
          "description": "Condition to run at all.",
          "type": "string"
        },
        "continueOn": {
          "description": "Goes on after a failure.",
          "type": "object"
        },
        "onExit": {
          "description": "Template that runs when it ends.",
          "type": "string",
          "x-reference": "template"
        },
        "hooks": {
          "description": "Templates that run at moments of its life.",
          "type": "object"
        }
      }
    },
    "task": {
      "type": "object",
      "x-misspelt": true,
      "required": [
        "name"
      ],
      "properties": {
        "name": {
          "description": "Name of the step or task.",
          "type": "string"
        },
        "template": {
          "description": "Template that it runs.",
          "type": "string",
          "x-reference": "template"
        },
        "templateRef": {
          "description": "Template of a WorkflowTemplate.",
          "type": "object"
        },
        "inline": {
          "description": "A template written here.",
          "type": "object"
        },
        "arguments": {
          "description": "Values of the template's inputs.",
          "$ref": "#/definitions/arguments"
        },
        "withItems": {
          "description": "Runs once for each item.",
          "type": "array",
          "items": {}
        },
        "withParam": {
          "description": "Runs once for each item of a JSON list."
        },
        "withSequence": {
          "description": "Runs once for each number.",
          "type": "object"
        },
        "when": {
          "description": "Condition to run at all.",
          "type": "string"
        },
        "continueOn": {
          "description": "Goes on after a failure.",
          "type": "object"
        },
        "onExit": {
          "description": "Template that runs when it ends.",
          "type": "string",
          "x-reference": "template"
        },
        "hooks": {
          "description": "Templates that run at moments of its life.",
          "type": "object"
        },
        "dependencies": {
          "description": "Tasks that come first.",
          "type": "array",
          "items": {
            "type": "string",
            "x-reference": "task"
          }
        },
        "depends": {
          "description": "Tasks that come first, with their results: `A.Succeeded && B`.",
          "type": "string"
        }
      }
    },
    "template": {
      "type": "object",
      "x-misspelt": true,
      "x-one-of": [
        "container",
        "containerSet",
        "script",
        "resource",
        "steps",
        "dag",
        "suspend",
        "http",
        "data",
        "plugin"
      ],
      "properties": {
        "name": {
          "description": "Name of the template.",
          "type": "string"
        },
        "inputs": {
          "description": "Parameters and artifacts that it takes.",
          "type": "object",
          "x-misspelt": true,
          "properties": {
            "parameters": {
              "description": "Parameters.",
              "type": "array",
              "items": {
                "$ref": "#/definitions/parameter"
              }
            },
            "artifacts": {
              "description": "Artifacts.",
              "type": "array",
              "items": {
                "$ref": "#/definitions/artifact"
              }
            }
          }
        },
        "outputs": {
          "description": "Parameters and artifacts that it gives.",
          "type": "object",
          "x-misspelt": true,
          "properties": {
            "parameters": {
              "description": "Parameters.",
              "type": "array",
              "items": {
                "$ref": "#/definitions/parameter"
              }
            },
            "artifacts": {
              "description": "Artifacts.",
              "type": "array",
              "items": {
                "$ref": "#/definitions/artifact"
              }
            },
            "result": {
              "description": "Standard output.",
              "type": "string"
            },
            "exitCode": {
              "description": "Exit code.",
              "type": "string"
            }
          }
        },
        "container": {
          "description": "Runs a container.",
          "$ref": "#/definitions/container"
        },
        "containerSet": {
          "description": "Runs several containers in one pod.",
          "type": "object"
        },
        "script": {
          "description": "Runs a script in a container.",
          "$ref": "#/definitions/script"
        },
        "resource": {
          "description": "Makes or changes a Kubernetes object.",
          "type": "object"
        },
        "steps": {
          "description": "Groups of steps: the groups one after the other, the steps of a group at once.",
          "type": "array",
          "items": {
            "anyOf": [
              {
                "type": "array",
                "items": {
                  "$ref": "#/definitions/step"
                }
              },
              {
                "$ref": "#/definitions/step"
              }
            ]
          }
        },
        "dag": {
          "description": "Tasks with their dependencies.",
          "type": "object",
          "required": [
            "tasks"
          ],
          "x-misspelt": true,
          "properties": {
            "tasks": {
              "description": "Tasks.",
              "type": "array",
              "items": {
                "$ref": "#/definitions/task"
              }
            },
            "target": {
              "description": "Tasks to end with.",
              "type": "string"
            },
            "failFast": {
              "description": "False: other branches go on after a failure.",
              "type": "boolean"
            }
          }
        },
        "suspend": {
          "description": "Waits for a person or a time.",
          "type": [
            "object",
            "null"
          ]
        },
        "http": {
          "description": "Sends a request.",
          "type": "object"
        },
        "data": {
          "description": "Lists and filters artifacts.",
          "type": "object"
        },
        "plugin": {
          "description": "Runs a plugin.",
          "type": "object"
        },
        "activeDeadlineSeconds": {
          "description": "Longest run time in seconds.",
          "type": [
            "integer",
            "string"
          ]
        },
        "affinity": {
          "description": "Nodes to run on.",
          "type": "object"
        },
        "annotations": {
          "description": "Annotations.",
          "type": "object"
        },
        "archiveLocation": {
          "description": "Where artifacts and logs go.",
          "type": "object"
        },
        "automountServiceAccountToken": {
          "description": "Mounts the token.",
          "type": "boolean"
        },
        "daemon": {
          "description": "True: it runs on beside the steps after it.",
          "type": "boolean"
        },
        "executor": {
          "description": "Executor.",
          "type": "object"
        },
        "failFast": {
          "description": "Fails when one fails.",
          "type": "boolean"
        },
        "hostAliases": {
          "description": "Host names.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "initContainers": {
          "description": "Containers that run first.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "memoize": {
          "description": "Remembers results by a key.",
          "type": "object"
        },
        "metadata": {
          "description": "Labels and annotations of the pod.",
          "type": "object"
        },
        "metrics": {
          "description": "Metrics for Prometheus.",
          "type": "object"
        },
        "nodeSelector": {
          "description": "Labels of nodes to run on.",
          "type": "object"
        },
        "parallelism": {
          "description": "Children that run at once.",
          "type": [
            "integer",
            "string"
          ]
        },
        "podSpecPatch": {
          "description": "Patch of the pod.",
          "type": "string"
        },
        "priority": {
          "description": "Priority.",
          "type": [
            "integer",
            "string"
          ]
        },
        "priorityClassName": {
          "description": "Priority class.",
          "type": "string"
        },
        "retryStrategy": {
          "description": "When and how often it is tried again.",
          "type": "object"
        },
        "schedulerName": {
          "description": "Scheduler.",
          "type": "string"
        },
        "securityContext": {
          "description": "User, groups and rights.",
          "type": "object"
        },
        "serviceAccountName": {
          "description": "Service account.",
          "type": "string"
        },
        "sidecars": {
          "description": "Containers beside it.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "synchronization": {
          "description": "Locks.",
          "type": "object"
        },
        "timeout": {
          "description": "Longest time, such as `10m`.",
          "type": "string"
        },
        "tolerations": {
          "description": "Taints that are tolerated.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "volumes": {
          "description": "Volumes.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "resubmitPendingPods": {
          "description": "Of old versions.",
          "type": "boolean"
        }
      }
    }
  }
};
