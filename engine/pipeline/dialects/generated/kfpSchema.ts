// The schema of the format kfp as a value; generated from schemas/dialects/kfp.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const kfpSchema: JsonSchema = {
  "title": "Compiled Kubeflow pipeline",
  "properties": {
    "pipelineInfo": {
      "description": "Name of the pipeline.",
      "properties": {
        "name": {
          "description": "Name."
        },
        "displayName": {
          "description": "Name that people see."
        },
        "description": {
          "description": "What it does."
        }
      }
    },
    "schemaVersion": {
      "description": "Version of this format."
    },
    "sdkVersion": {
      "description": "SDK that compiled it."
    },
    "defaultPipelineRoot": {
      "description": "Where artifacts go."
    },
    "root": {
      "description": "The pipeline itself.",
      "properties": {
        "executorLabel": {
          "description": "What runs it.",
          "x-reference": "executor"
        },
        "dag": {
          "description": "Its tasks.",
          "properties": {
            "tasks": {
              "description": "Tasks by name.",
              "additionalProperties": {
                "description": "A task.",
                "properties": {
                  "taskInfo": {
                    "description": "What people see of it.",
                    "properties": {
                      "name": {
                        "description": "Name that people see."
                      }
                    }
                  },
                  "componentRef": {
                    "description": "What it runs.",
                    "properties": {
                      "name": {
                        "description": "Name of the component.",
                        "x-reference": "component"
                      }
                    }
                  },
                  "dependentTasks": {
                    "description": "Tasks that it waits for.",
                    "items": {
                      "description": "A task."
                    }
                  },
                  "inputs": {
                    "description": "Its inputs.",
                    "properties": {
                      "parameters": {
                        "description": "Values by parameter.",
                        "additionalProperties": {
                          "description": "Where the value comes from.",
                          "properties": {
                            "componentInputParameter": {
                              "description": "Input of the surrounding component."
                            },
                            "taskOutputParameter": {
                              "description": "Output of another task.",
                              "properties": {
                                "producerTask": {
                                  "description": "The task."
                                },
                                "outputParameterKey": {
                                  "description": "Its output."
                                }
                              }
                            },
                            "runtimeValue": {
                              "description": "A value.",
                              "properties": {
                                "constant": {
                                  "description": "The value."
                                }
                              }
                            },
                            "taskFinalStatus": {
                              "description": "How another task ended.",
                              "properties": {
                                "producerTask": {
                                  "description": "The task."
                                }
                              }
                            },
                            "parameterExpressionSelector": {
                              "description": "Takes a part of the value."
                            }
                          }
                        }
                      },
                      "artifacts": {
                        "description": "Artifacts by name.",
                        "additionalProperties": {
                          "description": "Where the artifact comes from.",
                          "properties": {
                            "componentInputArtifact": {
                              "description": "Input of the surrounding component."
                            },
                            "taskOutputArtifact": {
                              "description": "Output of another task.",
                              "properties": {
                                "producerTask": {
                                  "description": "The task."
                                },
                                "outputArtifactKey": {
                                  "description": "Its output."
                                }
                              }
                            }
                          }
                        }
                      }
                    }
                  },
                  "cachingOptions": {
                    "description": "Whether results of earlier runs are taken.",
                    "properties": {
                      "enableCache": {
                        "description": "True: they are."
                      },
                      "cacheKey": {
                        "description": "Key that they are found by."
                      }
                    }
                  },
                  "triggerPolicy": {
                    "description": "When it runs.",
                    "properties": {
                      "condition": {
                        "description": "Condition on its inputs."
                      },
                      "strategy": {
                        "description": "What its predecessors must have done."
                      }
                    }
                  },
                  "parameterIterator": {
                    "description": "Runs once for each value.",
                    "properties": {
                      "itemInput": {
                        "description": "Input that gets the value."
                      },
                      "items": {
                        "description": "The values."
                      }
                    }
                  },
                  "artifactIterator": {
                    "description": "Runs once for each artifact.",
                    "properties": {
                      "itemInput": {
                        "description": "Input that gets the artifact."
                      },
                      "items": {
                        "description": "The artifacts."
                      }
                    }
                  },
                  "iteratorPolicy": {
                    "description": "How it repeats.",
                    "properties": {
                      "parallelismLimit": {
                        "description": "Most at once."
                      }
                    }
                  },
                  "retryPolicy": {
                    "description": "Repeats after a failure.",
                    "properties": {
                      "maxRetryCount": {
                        "description": "Most repeats."
                      },
                      "backoffDuration": {
                        "description": "First wait."
                      },
                      "backoffFactor": {
                        "description": "How waits grow."
                      },
                      "backoffMaxDuration": {
                        "description": "Longest wait."
                      }
                    }
                  }
                }
              }
            },
            "outputs": {
              "description": "Where its outputs come from.",
              "properties": {
                "parameters": {
                  "description": "Parameters by name."
                },
                "artifacts": {
                  "description": "Artifacts by name."
                }
              }
            }
          }
        },
        "inputDefinitions": {
          "description": "What it takes.",
          "properties": {
            "parameters": {
              "description": "Parameters by name.",
              "additionalProperties": {
                "description": "A parameter.",
                "properties": {
                  "parameterType": {
                    "description": "Kind of its value."
                  },
                  "defaultValue": {
                    "description": "Value when none is given."
                  },
                  "isOptional": {
                    "description": "True: need not be given."
                  },
                  "description": {
                    "description": "What it is for."
                  },
                  "taskConfig": {
                    "description": "Settings of the task."
                  }
                }
              }
            },
            "artifacts": {
              "description": "Artifacts by name.",
              "additionalProperties": {
                "description": "An artifact.",
                "properties": {
                  "artifactType": {
                    "description": "Kind of the artifact.",
                    "properties": {
                      "schemaTitle": {
                        "description": "Name of the kind, such as `system.Model`."
                      },
                      "schemaVersion": {
                        "description": "Version of the kind."
                      },
                      "instanceSchema": {
                        "description": "Kind in the old way."
                      }
                    }
                  },
                  "isOptional": {
                    "description": "True: need not be given."
                  },
                  "isArtifactList": {
                    "description": "True: a list of artifacts."
                  },
                  "description": {
                    "description": "What it is for."
                  }
                }
              }
            }
          }
        },
        "outputDefinitions": {
          "description": "What it gives.",
          "properties": {
            "parameters": {
              "description": "Parameters by name.",
              "additionalProperties": {
                "description": "A parameter.",
                "properties": {
                  "parameterType": {
                    "description": "Kind of its value."
                  },
                  "defaultValue": {
                    "description": "Value when none is given."
                  },
                  "isOptional": {
                    "description": "True: need not be given."
                  },
                  "description": {
                    "description": "What it is for."
                  },
                  "taskConfig": {
                    "description": "Settings of the task."
                  }
                }
              }
            },
            "artifacts": {
              "description": "Artifacts by name.",
              "additionalProperties": {
                "description": "An artifact.",
                "properties": {
                  "artifactType": {
                    "description": "Kind of the artifact.",
                    "properties": {
                      "schemaTitle": {
                        "description": "Name of the kind, such as `system.Model`."
                      },
                      "schemaVersion": {
                        "description": "Version of the kind."
                      },
                      "instanceSchema": {
                        "description": "Kind in the old way."
                      }
                    }
                  },
                  "isOptional": {
                    "description": "True: need not be given."
                  },
                  "isArtifactList": {
                    "description": "True: a list of artifacts."
                  },
                  "description": {
                    "description": "What it is for."
                  }
                }
              }
            }
          }
        },
        "singlePlatformSpecs": {
          "description": "Settings of platforms."
        },
        "platformSpecs": {
          "description": "Settings of platforms."
        },
        "taskConfigPassthroughs": {
          "description": "Settings that tasks pass on."
        }
      }
    },
    "components": {
      "description": "Components by name.",
      "additionalProperties": {
        "description": "A component.",
        "properties": {
          "executorLabel": {
            "description": "What runs it.",
            "x-reference": "executor"
          },
          "dag": {
            "description": "Its tasks.",
            "properties": {
              "tasks": {
                "description": "Tasks by name.",
                "additionalProperties": {
                  "description": "A task.",
                  "properties": {
                    "taskInfo": {
                      "description": "What people see of it.",
                      "properties": {
                        "name": {
                          "description": "Name that people see."
                        }
                      }
                    },
                    "componentRef": {
                      "description": "What it runs.",
                      "properties": {
                        "name": {
                          "description": "Name of the component.",
                          "x-reference": "component"
                        }
                      }
                    },
                    "dependentTasks": {
                      "description": "Tasks that it waits for.",
                      "items": {
                        "description": "A task."
                      }
                    },
                    "inputs": {
                      "description": "Its inputs.",
                      "properties": {
                        "parameters": {
                          "description": "Values by parameter.",
                          "additionalProperties": {
                            "description": "Where the value comes from.",
                            "properties": {
                              "componentInputParameter": {
                                "description": "Input of the surrounding component."
                              },
                              "taskOutputParameter": {
                                "description": "Output of another task.",
                                "properties": {
                                  "producerTask": {
                                    "description": "The task."
                                  },
                                  "outputParameterKey": {
                                    "description": "Its output."
                                  }
                                }
                              },
                              "runtimeValue": {
                                "description": "A value.",
                                "properties": {
                                  "constant": {
                                    "description": "The value."
                                  }
                                }
                              },
                              "taskFinalStatus": {
                                "description": "How another task ended.",
                                "properties": {
                                  "producerTask": {
                                    "description": "The task."
                                  }
                                }
                              },
                              "parameterExpressionSelector": {
                                "description": "Takes a part of the value."
                              }
                            }
                          }
                        },
                        "artifacts": {
                          "description": "Artifacts by name.",
                          "additionalProperties": {
                            "description": "Where the artifact comes from.",
                            "properties": {
                              "componentInputArtifact": {
                                "description": "Input of the surrounding component."
                              },
                              "taskOutputArtifact": {
                                "description": "Output of another task.",
                                "properties": {
                                  "producerTask": {
                                    "description": "The task."
                                  },
                                  "outputArtifactKey": {
                                    "description": "Its output."
                                  }
                                }
                              }
                            }
                          }
                        }
                      }
                    },
                    "cachingOptions": {
                      "description": "Whether results of earlier runs are taken.",
                      "properties": {
                        "enableCache": {
                          "description": "True: they are."
                        },
                        "cacheKey": {
                          "description": "Key that they are found by."
                        }
                      }
                    },
                    "triggerPolicy": {
                      "description": "When it runs.",
                      "properties": {
                        "condition": {
                          "description": "Condition on its inputs."
                        },
                        "strategy": {
                          "description": "What its predecessors must have done."
                        }
                      }
                    },
                    "parameterIterator": {
                      "description": "Runs once for each value.",
                      "properties": {
                        "itemInput": {
                          "description": "Input that gets the value."
                        },
                        "items": {
                          "description": "The values."
                        }
                      }
                    },
                    "artifactIterator": {
                      "description": "Runs once for each artifact.",
                      "properties": {
                        "itemInput": {
                          "description": "Input that gets the artifact."
                        },
                        "items": {
                          "description": "The artifacts."
                        }
                      }
                    },
                    "iteratorPolicy": {
                      "description": "How it repeats.",
                      "properties": {
                        "parallelismLimit": {
                          "description": "Most at once."
                        }
                      }
                    },
                    "retryPolicy": {
                      "description": "Repeats after a failure.",
                      "properties": {
                        "maxRetryCount": {
                          "description": "Most repeats."
                        },
                        "backoffDuration": {
                          "description": "First wait."
                        },
                        "backoffFactor": {
                          "description": "How waits grow."
                        },
                        "backoffMaxDuration": {
                          "description": "Longest wait."
                        }
                      }
                    }
                  }
                }
              },
              "outputs": {
                "description": "Where its outputs come from.",
                "properties": {
                  "parameters": {
                    "description": "Parameters by name."
                  },
                  "artifacts": {
                    "description": "Artifacts by name."
                  }
                }
              }
            }
          },
          "inputDefinitions": {
            "description": "What it takes.",
            "properties": {
              "parameters": {
                "description": "Parameters by name.",
                "additionalProperties": {
                  "description": "A parameter.",
                  "properties": {
                    "parameterType": {
                      "description": "Kind of its value."
                    },
                    "defaultValue": {
                      "description": "Value when none is given."
                    },
                    "isOptional": {
                      "description": "True: need not be given."
                    },
                    "description": {
                      "description": "What it is for."
                    },
                    "taskConfig": {
                      "description": "Settings of the task."
                    }
                  }
                }
              },
              "artifacts": {
                "description": "Artifacts by name.",
                "additionalProperties": {
                  "description": "An artifact.",
                  "properties": {
                    "artifactType": {
                      "description": "Kind of the artifact.",
                      "properties": {
                        "schemaTitle": {
                          "description": "Name of the kind, such as `system.Model`."
                        },
                        "schemaVersion": {
                          "description": "Version of the kind."
                        },
                        "instanceSchema": {
                          "description": "Kind in the old way."
                        }
                      }
                    },
                    "isOptional": {
                      "description": "True: need not be given."
                    },
                    "isArtifactList": {
                      "description": "True: a list of artifacts."
                    },
                    "description": {
                      "description": "What it is for."
                    }
                  }
                }
              }
            }
          },
          "outputDefinitions": {
            "description": "What it gives.",
            "properties": {
              "parameters": {
                "description": "Parameters by name.",
                "additionalProperties": {
                  "description": "A parameter.",
                  "properties": {
                    "parameterType": {
                      "description": "Kind of its value."
                    },
                    "defaultValue": {
                      "description": "Value when none is given."
                    },
                    "isOptional": {
                      "description": "True: need not be given."
                    },
                    "description": {
                      "description": "What it is for."
                    },
                    "taskConfig": {
                      "description": "Settings of the task."
                    }
                  }
                }
              },
              "artifacts": {
                "description": "Artifacts by name.",
                "additionalProperties": {
                  "description": "An artifact.",
                  "properties": {
                    "artifactType": {
                      "description": "Kind of the artifact.",
                      "properties": {
                        "schemaTitle": {
                          "description": "Name of the kind, such as `system.Model`."
                        },
                        "schemaVersion": {
                          "description": "Version of the kind."
                        },
                        "instanceSchema": {
                          "description": "Kind in the old way."
                        }
                      }
                    },
                    "isOptional": {
                      "description": "True: need not be given."
                    },
                    "isArtifactList": {
                      "description": "True: a list of artifacts."
                    },
                    "description": {
                      "description": "What it is for."
                    }
                  }
                }
              }
            }
          },
          "singlePlatformSpecs": {
            "description": "Settings of platforms."
          },
          "platformSpecs": {
            "description": "Settings of platforms."
          },
          "taskConfigPassthroughs": {
            "description": "Settings that tasks pass on."
          }
        }
      }
    },
    "deploymentSpec": {
      "description": "What runs the components.",
      "properties": {
        "executors": {
          "description": "Executors by name.",
          "additionalProperties": {
            "description": "An executor.",
            "properties": {
              "container": {
                "description": "A container.",
                "properties": {
                  "image": {
                    "description": "Image."
                  },
                  "command": {
                    "description": "Program."
                  },
                  "args": {
                    "description": "Arguments."
                  },
                  "env": {
                    "description": "Variables."
                  },
                  "resources": {
                    "description": "CPU, memory and GPUs."
                  },
                  "lifecycle": {
                    "description": "Hooks."
                  }
                }
              },
              "importer": {
                "description": "Brings an artifact that is there.",
                "properties": {
                  "artifactUri": {
                    "description": "Where it lies."
                  },
                  "typeSchema": {
                    "description": "Kind of the artifact."
                  },
                  "metadata": {
                    "description": "Its metadata."
                  },
                  "reimport": {
                    "description": "True: brought anew each time."
                  }
                }
              },
              "resolver": {
                "description": "Finds an artifact."
              },
              "customJob": {
                "description": "A job of the platform."
              }
            }
          }
        }
      }
    },
    "platforms": {
      "description": "Settings of platforms."
    }
  }
};
